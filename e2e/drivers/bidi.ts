import type { Browser } from 'puppeteer-core';

/** A reference to an element, as BiDi carries it. */
export interface NodeRef {
  sharedId: string;
}

/** One open page or frame. */
export interface ContextNode {
  context: string;
  url: string;
  children: ContextNode[];
}

/** WebDriver BiDi without puppeteer's pages: these never settle on pages of an extension. */
export interface Bidi {
  send<Value>(method: string, params: object): Promise<Value>;
  /** Calls a function, given as source, in a context's own world; arguments and value travel as JSON. */
  call<Value>(context: string, declaration: string, args: unknown[]): Promise<Value>;
  /** As `call`, for a function that gives an element or null. */
  callForNode(context: string, declaration: string, args: unknown[]): Promise<NodeRef | undefined>;
  /** Every page with its frames; with 'chrome' the browser's own windows. */
  tree(scope?: 'chrome'): Promise<ContextNode[]>;
}

interface RemoteValue {
  type: string;
  value?: unknown;
  sharedId?: string;
}

type Evaluation =
  | { type: 'success'; result: RemoteValue }
  | { type: 'exception'; exceptionDetails: { text: string } };

/** Opens the raw protocol of a Firefox that puppeteer started. */
export const openBidi = (browser: Browser): Bidi => {
  // Puppeteer's public types leave the connection out; its BiDi browser has it.
  const { connection } = browser as unknown as {
    connection: { send(method: string, params: object): Promise<{ result: unknown }> };
  };
  const send = async <Value>(method: string, params: object) =>
    (await connection.send(method, params)).result as Value; // shape by the BiDi specification, per method
  const evaluate = async (context: string, declaration: string, args: unknown[]) => {
    const answer = await send<Evaluation>('script.callFunction', {
      functionDeclaration: declaration,
      target: { context },
      awaitPromise: true,
      arguments: args.map((value) => ({ type: 'string', value: JSON.stringify(value) ?? 'null' })),
    });
    if (answer.type === 'exception') throw new Error(answer.exceptionDetails.text);
    return answer.result;
  };
  const unpacked = (declaration: string) =>
    `async (...texts) => (${declaration})(...texts.map((text) => JSON.parse(text)))`;
  return {
    send,
    call: async <Value>(context: string, declaration: string, args: unknown[]) => {
      const wrapped = `async (...texts) => JSON.stringify(await (${unpacked(declaration)})(...texts))`;
      const { value } = await evaluate(context, wrapped, args);
      // A page's value as the caller's type: the caller wrote the expression.
      return (typeof value === 'string' ? JSON.parse(value) : undefined) as Value;
    },
    callForNode: async (context, declaration, args) => {
      const { sharedId } = await evaluate(context, unpacked(declaration), args);
      return sharedId === undefined ? undefined : { sharedId };
    },
    tree: async (scope) => {
      const params = scope ? { 'moz:scope': scope } : {};
      return (await send<{ contexts: ContextNode[] }>('browsingContext.getTree', params)).contexts;
    },
  };
};
