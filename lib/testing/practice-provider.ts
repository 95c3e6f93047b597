import type { TencentCloud } from '../../practice/tencent/cloud.ts';
import type { Provider, Send, SignedRequest } from '../domain/provider';
import { failed, success } from '../domain/result';
import type { Limiter } from '../engine/limiter';
import { openTencentCvm } from '../providers/tencent/cvm/api';
import type { VirtualClock } from './virtual-clock';

/** Keys that every practice world of the core tests knows. Dummy values. */
export const practiceCredentials = { keyId: 'AKIDPRACTICE0001', secret: 'PRACTICE-SECRET-0001' };

export interface PracticeWiring {
  clock: VirtualClock;
  cloud: TencentCloud;
  limiter: Limiter;
  /** Round trip, milliseconds. */
  latencyMs?: number;
}

/** @returns the door to the network, with the practice cloud's core right behind it */
const sendTo =
  ({ clock, cloud, limiter, latencyMs = 80 }: PracticeWiring): Send =>
  async (call) => {
    const done = await limiter.acquire(call.bucket, call.perSecond);
    try {
      const request = await clock.hold(call.sign(clock.now()));
      await clock.sleep(latencyMs / 2);
      const answer = cloud.call(callOf(request));
      await clock.sleep(latencyMs / 2);
      if (answer.lost) return failed({ kind: 'unreachable' });
      if (answer.body.includes('RequestLimitExceeded')) limiter.slowDown(call.bucket);
      return success({ status: answer.status, text: answer.body, serverTime: Date.parse(answer.date) });
    } finally {
      done();
    }
  };

const callOf = (request: SignedRequest) => {
  const header = (name: string) =>
    Object.entries(request.headers).find(([key]) => key.toLowerCase() === name)?.[1];
  return {
    keyId: practiceCredentials.keyId,
    host: new URL(request.url).host,
    action: header('x-tc-action') ?? '',
    region: header('x-tc-region'),
    version: header('x-tc-version') ?? '',
    body: JSON.parse(request.body),
    signedAt: Number(header('x-tc-timestamp')) * 1_000,
  };
};

/** @returns the real adapter, over the practice cloud's core on the wiring's clock */
export const openPracticeProvider = (wiring: PracticeWiring): Provider =>
  openTencentCvm({
    site: 'tencent',
    credentials: practiceCredentials,
    send: sendTo(wiring),
    learnServerTime: () => {},
    now: wiring.clock.now,
  });
