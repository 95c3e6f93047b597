import { expect, test } from 'vitest';
import { createVirtualClock } from '../testing/virtual-clock';
import { createAwake } from './awake';

test('calls the browser every 20 s while anything runs, and not after', async () => {
  const clock = createVirtualClock(0);
  const pokes: number[] = [];
  const awake = createAwake({
    clock,
    poke: async () => {
      pokes.push(clock.now());
      throw new Error('a poke that fails is no harm');
    },
  });
  await clock.run(Promise.all([awake(() => clock.sleep(50_000)), awake(() => clock.sleep(30_000))]));
  expect(pokes).toEqual([0, 20_000, 40_000]);
  await clock.run(clock.sleep(100_000));
  expect(pokes).toHaveLength(3);
});

test('hands on what the work gives or throws', async () => {
  const clock = createVirtualClock(0);
  const awake = createAwake({ clock, poke: async () => {} });
  expect(await awake(async () => 7)).toBe(7);
  await expect(awake(() => Promise.reject(new Error('x')))).rejects.toThrow('x');
});
