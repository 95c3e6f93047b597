import { practiceKeys } from '../../../../practice/alibaba/world.ts';
import { createPracticeWorld } from '../../../../practice/world.ts';
import type { SiteId } from '../../../domain/product';
import type { Credentials } from '../../../domain/profile';
import type { OpenProvider } from '../../../domain/provider';
import type { Result } from '../../../domain/result';
import { sendToPractice } from '../../../testing/practice-send';

const start = Date.UTC(2026, 0, 1);

/** @returns what a success carries; throws on a failure */
export const contentOf = <Value>(result: Result<Value>): Value => {
  if (!result.ok) throw new Error(`failed: ${JSON.stringify(result.failure)}`);
  return result.value;
};

/** @returns a practice world of its own, and the adapter with one of its keys; signatures are judged */
export const openPractice = (
  open: OpenProvider,
  keyName: keyof typeof practiceKeys = 'main',
  site: SiteId = 'alibaba',
  changed: Partial<Credentials> = {},
) => {
  let offset = 0;
  const world = createPracticeWorld({ now: () => start, alibaba: { rates: 'none' } });
  const { keyId, secret, ...key } = practiceKeys[keyName];
  const host = world.hosts.find((each) => each.answersTo('sts.aliyuncs.com'));
  if (!host) throw new Error('the practice world plays no host');
  const provider = open({
    site,
    credentials: { keyId, secret, token: key.token, ...changed },
    send: sendToPractice(host, () => start + offset),
    learnServerTime: (serverTime) => {
      offset = serverTime - start;
    },
    now: () => start,
  });
  return { cloud: world.alibaba, provider };
};
