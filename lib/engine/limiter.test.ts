import { describe, expect, test } from 'vitest';
import { createVirtualClock } from '../testing/virtual-clock';
import { createLimiter } from './limiter';

const mostInAnySecond = (times: readonly number[]): number =>
  Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1_000).length));

const departures = async (calls: number, slowDownAt = -1) => {
  const clock = createVirtualClock();
  const limiter = createLimiter(clock);
  const times: number[] = [];
  const all = Array.from({ length: calls }, async (_, index) => {
    const done = await limiter.acquire('Modify@host', 10);
    times.push(clock.now());
    done();
    if (index === slowDownAt) limiter.slowDown('Modify@host');
  });
  await clock.run(Promise.all(all));
  return { times, clock, limiter };
};

test('lets at most the published ten calls out in any second', async () => {
  const { times } = await departures(50);
  expect(mostInAnySecond(times)).toBe(10);
  expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBe(4_040);
});

test('halves the pace when the cloud asked to slow down, and recovers after quiet', async () => {
  const { times, limiter, clock } = await departures(30, 9);
  const after = times.slice(10, 20);
  expect(mostInAnySecond(after)).toBeLessThanOrEqual(5);
  await clock.run(clock.sleep(60_000));
  expect(limiter.paceOf('Modify@host')).toBeUndefined();
});

test('tells the pace only while it is below the usual one', async () => {
  const { limiter } = await departures(10);
  expect(limiter.paceOf('Modify@host')).toBeUndefined();
  limiter.slowDown('Modify@host');
  expect(limiter.paceOf('Modify@host')).toBe(5);
});

test('counts each bucket for itself', async () => {
  const clock = createVirtualClock();
  const limiter = createLimiter(clock);
  const started = clock.now();
  await clock.run(
    Promise.all(Array.from({ length: 20 }, (_, index) => limiter.acquire(index % 2 ? 'a' : 'b', 10))),
  );
  expect(clock.now()).toBe(started);
});

test('goes on when the clock is set back', async () => {
  let now = 1_000_000;
  const slept: number[] = [];
  const limiter = createLimiter({
    now: () => now,
    sleep: async (delayMs) => {
      slept.push(delayMs);
      now += delayMs;
    },
  });
  for (let call = 0; call < 10; call += 1) (await limiter.acquire('a', 10))();
  now -= 500_000;
  await limiter.acquire('a', 10);
  expect(slept).toEqual([]);
});

test('holds as many arrivals below the rate however long each call is on its way', async () => {
  const clock = createVirtualClock();
  const limiter = createLimiter(clock);
  const arrivals: number[] = [];
  const call = async (_: unknown, index: number) => {
    const done = await limiter.acquire('a', 10);
    // Arrival anywhere between departure and answer; the first calls open connections and are late.
    await clock.sleep(index < 10 ? 400 : 5);
    arrivals.push(clock.now());
    await clock.sleep(20);
    done();
  };
  await clock.run(Promise.all(Array.from({ length: 60 }, call)));
  expect(mostInAnySecond(arrivals)).toBeLessThanOrEqual(10);
});

test('comes as near to the rate as an even network allows', async () => {
  const clock = createVirtualClock();
  const limiter = createLimiter(clock);
  const arrivals: number[] = [];
  const call = async () => {
    const done = await limiter.acquire('a', 10);
    await clock.sleep(40);
    arrivals.push(clock.now());
    await clock.sleep(40);
    done();
  };
  const started = clock.now();
  await clock.run(Promise.all(Array.from({ length: 200 }, call)));
  expect(mostInAnySecond(arrivals)).toBe(10);
  // Nineteen whole seconds must pass before the last ten may arrive.
  expect(clock.now() - started).toBeLessThan(1.03 * 19_080);
});

const ways = {
  'on an uneven network': (random: () => number) => ({
    there: 20 + Math.floor(random() * 60),
    back: 20 + Math.floor(random() * 60),
  }),
  // Some part of a round trip is nearly always slow: the quickest one is slower than the least of all parts together.
  'where no round trip is quick in all its parts': (random: () => number) => ({
    there: random() < 0.5 ? 2 : 60,
    back: (random() < 0.5 ? 2 : 60) + (random() < 0.2 ? 2 : 60),
  }),
};

describe.each(Object.entries(ways))('%s', (_name, wayOf) => {
  test.each([1, 2, 3])('holds arrivals below the rate, chance %i', async (chance) => {
    const clock = createVirtualClock();
    const limiter = createLimiter(clock);
    let state = chance;
    // Park and Miller's generator: the same network each time.
    const random = () => {
      state = (state * 16_807) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    const arrivals: number[] = [];
    const call = async () => {
      const done = await limiter.acquire('a', 10);
      const { there, back } = wayOf(random);
      await clock.sleep(there);
      arrivals.push(clock.now());
      await clock.sleep(back);
      done();
    };
    await clock.run(Promise.all(Array.from({ length: 400 }, call)));
    expect(mostInAnySecond(arrivals)).toBeLessThanOrEqual(10);
  });
});

test("serves a person's call before background reading, with room kept free for it", async () => {
  const clock = createVirtualClock();
  const limiter = createLimiter(clock);
  const served: string[] = [];
  const call = async (name: string, lane: 'person' | 'background') => {
    const done = await limiter.acquire('a', 10, lane);
    served.push(`${name} ${clock.now() - started}`);
    done();
  };
  const started = clock.now();
  const reading = Array.from({ length: 20 }, () => call('read', 'background'));
  await clock.run(Promise.all([...reading, clock.sleep(100).then(() => call('revoke', 'person'))]));
  expect(served.indexOf('revoke 100')).toBe(7);
});

test('takes the refusals of one burst for one complaint', async () => {
  const clock = createVirtualClock();
  const limiter = createLimiter(clock);
  const done = await clock.run(Promise.all(Array.from({ length: 4 }, () => limiter.acquire('a', 10))));
  for (const each of done) {
    limiter.slowDown('a');
    each();
  }
  expect(limiter.paceOf('a')).toBe(5);
});

test('recovers its pace also after the clock was set back', async () => {
  let now = 10_000_000;
  const limiter = createLimiter({ now: () => now, sleep: async () => {} });
  (await limiter.acquire('a', 10))();
  limiter.slowDown('a');
  now -= 3_600_000;
  expect(limiter.paceOf('a')).toBe(5);
  now += 60_000;
  expect(limiter.paceOf('a')).toBeUndefined();
});

test('stays away as long as the cloud asks, for every caller of the bucket', async () => {
  const { limiter, clock } = await departures(3);
  const asked = clock.now();
  limiter.slowDown('Modify@host', 20_000);
  limiter.slowDown('Modify@host');
  (await clock.run(limiter.acquire('Modify@host', 10)))();
  expect(clock.now() - asked).toBeGreaterThanOrEqual(20_000);
  const other = clock.now();
  (await clock.run(limiter.acquire('Describe@host', 10)))();
  expect(clock.now()).toBe(other);
});
