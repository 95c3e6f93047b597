import type { ApiCall, HttpAnswer, Send, SignedRequest } from '../domain/provider';
import { failed, type Result, success } from '../domain/result';
import type { Lane, Limiter } from '../engine/limiter';
import type { Clock } from '../engine/ports';
import { retryAfterMs } from './retry-after';

/** A cloud that has not answered by then is taken as lost. */
const deadlineMs = 15_000;
/** Far above any page of a roster; keeps a hostile answer from filling the memory. */
export const mostAnswerBytes = 8 * 1024 * 1024;

export interface NetworkDeps {
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  clock: Clock;
  limiter: Limiter;
  /** Host names allowed, as in match patterns: `a.example` or `*.a.example`. */
  hosts: readonly string[];
  /** Asks the browser whether the person still lets us reach an origin, written as a match pattern. */
  mayReach: (pattern: string) => Promise<boolean>;
  /** Milliseconds to add to the machine's clock. */
  clockOffsetMs: () => Promise<number>;
}

/** @returns whether `host` is listed; a leading `*.` stands for one or more labels or none, as in match patterns */
export const isListedHost = (host: string, hosts: readonly string[]): boolean =>
  hosts.some((listed) =>
    listed.startsWith('*.') ? host === listed.slice(2) || host.endsWith(listed.slice(1)) : host === listed,
  );

const isAllowed = (address: string, hosts: readonly string[]): boolean => {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  const isPlain = url.port === '' && url.username === '' && url.password === '';
  return url.protocol === 'https:' && isPlain && isListedHost(url.hostname, hosts);
};

/** Reads a body up to the cap. @returns undefined when it is larger; the rest is then not read */
const readCapped = async (response: Response): Promise<string | undefined> => {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > mostAnswerBytes) {
      await reader.cancel();
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
};

const answerOf = async (response: Response): Promise<Result<HttpAnswer>> => {
  const text = await readCapped(response);
  if (text === undefined) return failed({ kind: 'unexpected-reply' });
  const serverTime = Date.parse(response.headers.get('date') ?? '');
  return success({ status: response.status, text, ...(Number.isNaN(serverTime) ? {} : { serverTime }) });
};

const transmit = async (
  deps: NetworkDeps,
  request: SignedRequest,
  onRetryAfter: DoorUse['onRetryAfter'],
): Promise<Result<HttpAnswer>> => {
  const deadline = new AbortController();
  const done = new AbortController();
  void deps.clock.sleep(deadlineMs, done.signal).then(() => {
    if (!done.signal.aborted) deadline.abort();
  });
  try {
    const response = await deps.fetch(request.url, {
      method: request.method,
      headers: request.headers,
      // An empty text would still bring a content type of its own, which nobody signed.
      ...(request.body === '' ? {} : { body: request.body }),
      signal: deadline.signal,
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    });
    const delayMs = retryAfterMs(response.headers, deps.clock.now());
    if (delayMs !== undefined) onRetryAfter?.(delayMs);
    return await answerOf(response);
  } catch {
    return failed({ kind: deadline.signal.aborted ? 'timed-out' : 'unreachable' });
  } finally {
    done.abort();
  }
};

/**
 * A withdrawn permission looks like any network error to `fetch` (Firefox ESR 153), so the browser is asked before
 * the call: what fails for it has then surely not been sent.
 */
const mayGo = (deps: NetworkDeps, url: string): Promise<boolean> =>
  deps.mayReach(`https://${new URL(url).hostname}/*`).catch(() => true);

/** Who uses the door. */
export interface DoorUse {
  /** The key's public id; vendors count calls per key. */
  keyId: string;
  lane?: Lane | undefined;
  /** Told the full name of the bucket that each call is counted in. */
  onBucket?: ((bucket: string) => void) | undefined;
  /** Told how long the cloud asks to stay away, milliseconds. */
  onRetryAfter?: ((delayMs: number) => void) | undefined;
  /** Asked last, when the call's turn has come: a person may have changed their mind while it waited. */
  isWanted?: (() => boolean) | undefined;
}

/**
 * Opens the door to the network for one key: waits for the bucket's turn, signs, sends to listed hosts only.
 * @returns a Send that never throws; request-rejected for an address off the list,
 *   job-not-possible for a call that nobody wants any more
 */
export const createSend =
  (deps: NetworkDeps, { keyId, lane, onBucket, onRetryAfter, isWanted = () => true }: DoorUse): Send =>
  async (call: ApiCall) => {
    const bucket = `${keyId}/${call.bucket}`;
    onBucket?.(bucket);
    const done = await deps.limiter.acquire(bucket, call.perSecond, lane);
    try {
      const request = await call.sign(deps.clock.now() + (await deps.clockOffsetMs()));
      if (!isAllowed(request.url, deps.hosts)) return failed({ kind: 'request-rejected' });
      if (!(await mayGo(deps, request.url))) return failed({ kind: 'permission-missing' });
      if (!isWanted()) return failed({ kind: 'job-not-possible' });
      return await transmit(deps, request, onRetryAfter);
    } finally {
      done();
    }
  };
