import type { Client } from '../lib/messaging/client';
import type { CallName } from '../lib/messaging/contract';

/** Calls that ask for nothing in particular. */
type PlainCall = 'settings.read' | 'vault.state' | 'profiles.list' | 'rosters.known' | 'book.labels';

/**
 * What every opening of a page asks goes out at once; each question would wait for its component, and that for the answer
 * before.
 * @returns `client` gives each answer once, and asks everything else anew; `ask` sends the questions, and returns it
 */
export const createEarlyAnswers = (
  client: Client,
  names: readonly PlainCall[],
): { client: Client; ask: () => Client } => {
  const early = new Map<CallName, Promise<unknown>>();
  const answering = (async (name: CallName, request: never) => {
    const answer = early.get(name);
    early.delete(name);
    return answer ?? client(name, request);
    // The reply's type follows from the name, which a table of answers cannot say.
  }) as Client;
  const ask = () => {
    for (const name of names) early.set(name, client(name, {}));
    return answering;
  };
  return { client: answering, ask };
};
