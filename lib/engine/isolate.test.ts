import { expect, test } from 'vitest';
import { createCallSizes } from './call-size';
import { createImageRun, keyIn, type RunDeps } from './image-run';
import { unripeMs } from './isolate';

const account = '100000000117';
const image = { product: 'tencent-cvm', region: 'ap-guangzhou', imageId: 'img-dummy001' } as const;

test('accounts of a refused call wait no longer for a clock that was set back', () => {
  const clock = { at: 10_000_000_000 };
  // Nothing but the time is asked for.
  const deps = { clock: { now: () => clock.at } } as unknown as RunDeps;
  const none = { sent: new Set<string>(), lost: new Set<string>(), doubtful: new Set<string>() };
  const run = createImageRun(deps, image, [], none, createCallSizes({ share: 50, revoke: 50 }));
  const group = { action: 'share', accounts: [account], tries: 0, isDoubted: true } as const;
  const leftMs = () => unripeMs(run, { ...group, accounts: [account] });
  run.partlyAt.set(keyIn(run, 'share', account), clock.at);
  const longest = leftMs();
  expect(longest).toBeGreaterThan(0);
  clock.at += longest;
  expect(leftMs()).toBe(0);
  clock.at -= 2 * 24 * 60 * 60_000;
  expect(leftMs()).toBeLessThanOrEqual(longest);
});
