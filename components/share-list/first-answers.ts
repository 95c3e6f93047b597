import type { Client } from '../../lib/messaging/client';
import type { CallName } from '../../lib/messaging/contract';

/** Asked of the background by every opening of the popup, one after the other if each waited for its component. */
const asked = ['settings.read', 'vault.state', 'profiles.list', 'rosters.known', 'book.labels'] as const;

/** @returns a client that has asked at once what the popup is about to ask, and gives each of these answers once */
export const withFirstAnswers = (client: Client): Client => {
  const early = new Map<CallName, Promise<unknown>>(asked.map((name) => [name, client(name, {})]));
  return (async (name: CallName, request: never) => {
    const answer = early.get(name);
    early.delete(name);
    return answer ?? client(name, request);
    // The reply's type follows from the name, which a table of answers cannot say.
  }) as Client;
};
