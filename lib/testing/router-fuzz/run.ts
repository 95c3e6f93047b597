import { createAudienceOf } from '../../background/audience';
import { createHandlers, type Services } from '../../background/handlers';
import { createPanels } from '../../background/panels';
import { createServer, type Sender } from '../../messaging/server';
import { createMemorySession } from '../memory-session';
import { createDice, type Dice } from './chance';
import { drawMessage } from './messages';
import { createOracle } from './oracle';
import { consoleHosts, drawHonestSender, drawSender, ownId, ownOrigin } from './senders';

/** Counts of one run; `violations` is what must be 0. */
export interface FuzzReport {
  messages: number;
  /** Messages that had an effect, each one allowed. */
  effects: number;
  refused: number;
  tokens: number;
  bindings: number;
  violations: number;
  /** The first few violations, in words. */
  first: string[];
}

/** An effect that reached a service. */
interface Effect {
  what: string;
  args: readonly unknown[];
}

/** Services that only note what reaches them, and refuse. */
const createRecorder = (effects: Effect[], panels: Services['panels']): Services => {
  const refused = { ok: false, failure: { kind: 'unexpected-reply' } };
  const noted = (what: string): unknown =>
    new Proxy(() => undefined, {
      get: (_, key) => (key === 'then' ? undefined : noted(`${what}.${String(key)}`)),
      apply: async (_, __, args) => {
        effects.push({ what, args });
        return refused;
      },
    });
  const parts: Record<string, unknown> = {
    panels,
    awake: (work: () => unknown) => work(),
    retry: { clock: { now: () => 0, sleep: async () => {} }, random: () => 0.5 },
  };
  // Handlers take their parts by name, and every part notes its use.
  return new Proxy(parts, {
    get: (_, key) => parts[String(key)] ?? noted(String(key)),
  }) as unknown as Services;
};

const isSending = /^(?:jobCalls\.(?:undo|retry|resume)|jobs\.start)$/;

const isProven = (message: unknown): boolean =>
  (message as { request?: { isProven?: unknown } }).request?.isProven === true;

/** @returns why an effect should not have been, or nothing */
const judge = (message: unknown, sender: Sender, effect: Effect, oracle: ReturnType<typeof createOracle>) => {
  if (!oracle.mayAct(message, sender)) return `${effect.what} for a message that may do nothing`;
  if (!oracle.isFramed(sender) || isProven(message)) return undefined;
  if (isSending.test(effect.what)) return `${effect.what} for a press that nobody saw`;
  const isStart = effect.what === 'starts.start';
  const asks = (effect.args[0] as { needsConfirmation?: unknown } | undefined)?.needsConfirmation === true;
  return isStart && !asks ? 'a job without a question' : undefined;
};

/** A getter that throws is the sender's own trouble; the server answers it as such. */
const hasGetter = (message: unknown): boolean =>
  typeof message === 'object' &&
  message !== null &&
  Object.getOwnPropertyDescriptor(message, 'request')?.get !== undefined;

type Token = { token: string };
const isResult = (
  answer: unknown,
): answer is { ok: boolean; value?: unknown; failure?: { kind?: unknown } } => {
  if (typeof answer !== 'object' || answer === null || !('ok' in answer)) return false;
  const { ok, failure } = answer as { ok: unknown; failure?: { kind?: unknown } };
  return ok === true || (ok === false && typeof failure?.kind === 'string');
};

/** Sends `count` messages of all kinds from senders of all kinds to the real server, audience and handlers. */
export const fuzzRouter = async (count: number, seed: number): Promise<FuzzReport> => {
  const dice: Dice = createDice(seed);
  const effects: Effect[] = [];
  const oracle = createOracle();
  const issued: string[] = ['', '0'.repeat(64)];
  const ofTabs = new Map<unknown, string>();
  let now = 1_000_000;
  const session = createMemorySession();
  const panels = createPanels({
    session,
    makeToken: () => `token-${dice.below(2 ** 31)}`,
    now: () => now,
    siteOf: (product, host) =>
      product === 'tencent-cvm' && consoleHosts.some((known) => known === host) ? 'tencent' : undefined,
    regionOf: (_, written) => written,
  });
  const serve = createServer({
    handlers: createHandlers(createRecorder(effects, panels)),
    audienceOf: createAudienceOf({ ownId, ownOrigin, consoleHosts, isBoundPanel: panels.isBound }),
  });
  const report = { messages: count, effects: 0, refused: 0, tokens: 0, bindings: 0, violations: 0 };
  const first: string[] = [];

  const blame = (why: string, message: unknown, sender: Sender) => {
    report.violations += 1;
    const call = (message as { call?: unknown } | null | undefined)?.call;
    if (first.length < 5)
      first.push(`${why}: ${String(call).slice(0, 60)} by ${JSON.stringify(sender).slice(0, 300)}`);
  };

  /** Tokens and bindings are effects too; the answers tell of them. */
  const watchPanels = (message: unknown, sender: Sender, value: unknown) => {
    const { call, request } = message as { call?: unknown; request?: Partial<Token> };
    if (call !== 'panel.open' && call !== 'panel.hello') return;
    if (!oracle.mayAct(message, sender)) return blame('a panel for nobody', message, sender);
    if (call === 'panel.open') {
      const { token } = value as Token;
      issued.push(token);
      ofTabs.set(sender.tab?.id, token);
      report.tokens += 1;
      return oracle.opened(token, sender, now);
    }
    if (!oracle.isLive(String(request?.token), sender, now)) blame('a dead token', message, sender);
    report.bindings += 1;
    oracle.greeted(sender);
  };

  const sendOne = async () => {
    now += dice.below(200) === 0 ? dice.below(70_000) : dice.below(50);
    const sender = dice.below(2) === 0 ? drawSender(dice) : drawHonestSender(dice);
    const ofTab = dice.below(2) === 0 ? ofTabs.get(sender.tab?.id) : undefined;
    const recent = ofTab ?? issued[issued.length - 1 - dice.below(Math.min(issued.length, 6))] ?? '';
    const message = drawMessage(dice, recent);
    effects.length = 0;
    const answer: unknown = await serve(message, sender).catch((error: unknown) => String(error));
    if (!isResult(answer)) return blame('an answer that is none', message, sender);
    if (answer.failure?.kind === 'internal' && !hasGetter(message))
      blame('something that broke', message, sender);
    for (const effect of effects) {
      const why = judge(message, sender, effect, oracle);
      if (why) blame(why, message, sender);
    }
    if (answer.ok) watchPanels(message, sender, answer.value);
    if (effects.length > 0 || answer.ok) report.effects += 1;
    else if (answer.failure?.kind === 'not-allowed' && oracle.mayAct(message, sender))
      blame('refused what is allowed', message, sender);
    else report.refused += 1;
  };

  for (let sent = 0; sent < count; sent += 1) await sendOne();
  if ('polluted' in {}) blame('a prototype was changed', undefined, {});
  return { ...report, first };
};
