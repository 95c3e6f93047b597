import type { SiteId } from '../domain/product';
import type { Credentials } from '../domain/profile';
import type { ApiCall, HttpAnswer, ProviderSession, SignedRequest } from '../domain/provider';
import { type Result, success } from '../domain/result';

/** Keys that belong to nobody. */
export const dummyCredentials: Credentials = {
  keyId: 'AKIDEXAMPLE',
  secret: 'EXAMPLE-SECRET-KEY',
  token: 'EXAMPLE-TOKEN',
};

/** What a fake cloud says to one request. */
export type Answering = (
  request: SignedRequest,
  call: ApiCall,
) => Result<HttpAnswer> | Promise<Result<HttpAnswer>>;

export interface FakeSession extends ProviderSession {
  /** Every request that was signed and sent, in order. */
  sent: SignedRequest[];
  calls: ApiCall[];
  /** Server times the adapter has learned from. */
  learned: number[];
}

/** A session whose sends end in a function. Its clock stands at 2026-01-01 and follows what is learned. */
export const fakeSession = (answer: Answering, site: SiteId, credentials = dummyCredentials): FakeSession => {
  const startedAt = Date.UTC(2026, 0, 1);
  const session: FakeSession = {
    site,
    credentials,
    sent: [],
    calls: [],
    learned: [],
    now: () => startedAt,
    learnServerTime: (serverTime) => session.learned.push(serverTime),
    send: async (call) => {
      const request = await call.sign(session.learned.at(-1) ?? startedAt);
      session.calls.push(call);
      session.sent.push(request);
      return answer(request, call);
    },
  };
  return session;
};

/** @returns an answer of status 200, or of `status` */
export const answered = (text: string, status = 200, serverTime?: number): Result<HttpAnswer> =>
  success({ status, text, ...(serverTime === undefined ? {} : { serverTime }) });

/** @returns `count` different words made of a prefix and digits */
export const numbered = (prefix: string, count: number, digits = 8): string[] =>
  Array.from({ length: count }, (_, index) => prefix + String(index + 1).padStart(digits, '0'));
