import { z } from 'zod';
import type { Failure } from '../domain/failure';
import { failed, type Result } from '../domain/result';
import type { Audience } from './call';
import { type CallName, type CallReply, type CallRequest, contract } from './contract';

/** Who sent a message, as the browser tells it; nothing here comes from the message. */
export interface Sender {
  id?: string | undefined;
  url?: string | undefined;
  origin?: string | undefined;
  frameId?: number | undefined;
  documentId?: string | undefined;
  /** `url` is that of the tab's top page; told where we may reach its host. */
  tab?: { id?: number | undefined; url?: string | undefined } | undefined;
}

/** What is done for a call: the request is parsed, the audience checked. */
type Handler<Name extends CallName> = (
  request: CallRequest<Name>,
  sender: Sender,
) => Promise<Result<CallReply<Name>>>;

/** One handler for every call of the contract. */
export type Handlers = { [Name in CallName]: Handler<Name> };

/** Answers one message. Never throws and always settles. */
export type Server = (message: unknown, sender: Sender) => Promise<Result<unknown>>;

const envelope = z.strictObject({ call: z.string(), request: z.unknown() });

const isCallName = (name: string): name is CallName => Object.hasOwn(contract, name);

const handle = async <Name extends CallName>(
  name: Name,
  handler: Handler<Name>,
  request: unknown,
  sender: Sender,
): Promise<Result<unknown>> => {
  const parsed = contract[name].request().safeParse(request);
  if (!parsed.success) return failed({ kind: 'request-malformed' });
  // The schema picked by `name` is the one that CallRequest<Name> is inferred from.
  return handler(parsed.data as CallRequest<Name>, sender);
};

/**
 * Checks the sender, parses, calls and wraps, in that order.
 * @param deps.audienceOf tells who a sender is for a call; a failure when it is nobody we know
 * @returns failures not-allowed (unknown call, wrong audience), request-malformed, internal (a thrown error, whose
 *   text stays here), and whatever `audienceOf` and the handlers return
 */
export const createServer = (deps: {
  handlers: Handlers;
  audienceOf: (sender: Sender, name: CallName) => Promise<Audience | Failure>;
}): Server => {
  const answer = async (message: unknown, sender: Sender): Promise<Result<unknown>> => {
    const parsed = envelope.safeParse(message);
    const name = parsed.success ? parsed.data.call : '';
    if (!parsed.success || !isCallName(name)) return failed({ kind: 'not-allowed' });
    const audience = await deps.audienceOf(sender, name);
    if (typeof audience !== 'string') return failed(audience);
    const allowed: readonly Audience[] = contract[name].from;
    if (!allowed.includes(audience)) return failed({ kind: 'not-allowed' });
    // One name, one handler: the table's type says so, but a union of names hides it from the compiler.
    return handle(name, deps.handlers[name] as Handler<typeof name>, parsed.data.request, sender);
  };
  return async (message, sender) => {
    try {
      return await answer(message, sender);
    } catch {
      return failed({ kind: 'internal' });
    }
  };
};
