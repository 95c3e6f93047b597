import type { Failure } from '../domain/failure';
import type { Result } from '../domain/result';
import type { CallName, CallReply, CallRequest } from './contract';

/** Carries one message to the background and brings its answer. */
export type Carry = (message: { call: CallName; request: unknown }) => Promise<unknown>;

/** Calls the background by the contract. Never throws: a dead background is a failure `background-gone`. */
export type Client = <Name extends CallName>(
  name: Name,
  request: CallRequest<Name>,
) => Promise<Result<CallReply<Name>>>;

const gone: { ok: false; failure: Failure } = { ok: false, failure: { kind: 'background-gone' } };

/** @returns a client over `carry`, which may reject when the background is gone */
export const createClient =
  (carry: Carry): Client =>
  async <Name extends CallName>(name: Name, request: CallRequest<Name>) => {
    try {
      const answer = (await carry({ call: name, request })) as Result<CallReply<Name>> | undefined;
      return answer ?? gone;
    } catch {
      return gone;
    }
  };
