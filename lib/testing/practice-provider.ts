import type { CloudCall as AlibabaCall } from '../../practice/alibaba/call.ts';
import type { CloudCall as TencentCall } from '../../practice/tencent/call.ts';
import type { ProductId } from '../domain/product';
import type { Provider, Send, SignedRequest } from '../domain/provider';
import { failed, success } from '../domain/result';
import type { Limiter } from '../engine/limiter';
import { providers } from '../providers/apis';
import { products } from '../providers/catalog';
import type { VirtualClock } from './virtual-clock';

/** Keys that every practice world of the core tests knows. Dummy values. */
export const practiceCredentials = { keyId: 'AKIDPRACTICE0001', secret: 'PRACTICE-SECRET-0001' };

/** Plays one signed request on a practice cloud's core. */
export type PlayRequest = (request: SignedRequest) => {
  lost: boolean;
  status: number;
  body: string;
  date: string;
};

export interface PracticeWiring {
  clock: VirtualClock;
  play: PlayRequest;
  limiter: Limiter;
  /** Round trip, milliseconds. */
  latencyMs?: number;
}

/** @returns the door to the network, with the practice cloud's core right behind it */
const sendTo =
  ({ clock, play, limiter, latencyMs = 80 }: PracticeWiring): Send =>
  async (call) => {
    const done = await limiter.acquire(call.bucket, call.perSecond);
    try {
      const request = await clock.hold(call.sign(clock.now()));
      await clock.sleep(latencyMs / 2);
      const answer = play(request);
      await clock.sleep(latencyMs / 2);
      if (answer.lost) return failed({ kind: 'unreachable' });
      if (/RequestLimitExceeded|Throttling/.test(answer.body)) limiter.slowDown(call.bucket);
      return success({ status: answer.status, text: answer.body, serverTime: Date.parse(answer.date) });
    } finally {
      done();
    }
  };

const headersOf = (request: Pick<SignedRequest, 'headers'>) => {
  const headers = new Map(
    Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  return (name: string) => headers.get(name) ?? '';
};

/** @returns what Tencent Cloud's gateway makes of a request; the signature is not judged */
export const tencentCallOf = (request: SignedRequest): TencentCall => {
  const header = headersOf(request);
  return {
    keyId: practiceCredentials.keyId,
    host: new URL(request.url).host,
    action: header('x-tc-action'),
    region: header('x-tc-region') || undefined,
    version: header('x-tc-version'),
    body: JSON.parse(request.body),
    signedAt: Number(header('x-tc-timestamp')) * 1_000,
  };
};

/** @returns what Alibaba Cloud's gateway makes of a request; the signature is not judged, the nonce is */
export const alibabaCallOf = (
  request: Pick<SignedRequest, 'url' | 'headers'>,
  keyId = practiceCredentials.keyId,
): AlibabaCall => {
  const header = headersOf(request);
  const { host, searchParams } = new URL(request.url);
  return {
    keyId,
    host,
    action: header('x-acs-action'),
    version: header('x-acs-version'),
    parameters: Object.fromEntries(searchParams),
    signedAt: Date.parse(header('x-acs-date')),
    nonce: header('x-acs-signature-nonce'),
  };
};

/** @returns the real adapter of a product, over a practice cloud's core on the wiring's clock */
export const openPracticeProvider = (product: ProductId, wiring: PracticeWiring): Provider => {
  const [site = 'tencent'] = products[product].sites;
  return providers[product]({
    site,
    credentials: practiceCredentials,
    send: sendTo(wiring),
    learnServerTime: () => {},
    now: wiring.clock.now,
  });
};
