import { expect, test } from 'vitest';
import { createMemorySession } from '../testing/memory-session';
import { createClockOffset } from './clock-offset';

const open = () => {
  const session = createMemorySession();
  const machine = { now: 1_000_000_000, elapsedMs: 0 };
  const time = { now: () => machine.now, elapsedMs: () => machine.elapsedMs };
  const offset = createClockOffset(session, time);
  const pass = (ms: number) => {
    machine.now += ms;
    machine.elapsedMs += ms;
  };
  /** The time that a call made now would be signed by. */
  const signedAt = async () => machine.now + (await offset.read());
  return { session, machine, time, offset, pass, signedAt };
};

test('a call made after the clock jumped ahead is signed by the time that passed since the last answer', async () => {
  const { machine, offset, pass, signedAt } = open();
  const cloud = machine.now;
  offset.notice(cloud);
  machine.now += 3_600_000;
  pass(5_000);
  expect(await signedAt()).toBe(cloud + 5_000);
});

test('a clock that jumped ahead twice between two answers is found out as well', async () => {
  const { machine, offset, pass, signedAt } = open();
  const cloud = machine.now;
  offset.notice(cloud);
  machine.now += 600_000;
  pass(1_000);
  offset.notice(cloud + 1_000);
  machine.now += 600_000;
  pass(1_000);
  expect(await signedAt()).toBe(cloud + 2_000);
});

test('a slow answer does not make calls older than the clock says', async () => {
  const { machine, offset, pass, signedAt } = open();
  offset.notice(machine.now - 2_500);
  pass(5_000);
  expect(await signedAt()).toBe(machine.now);
});

test('after a sleep that stopped the steady clock a refused call sets it right', async () => {
  const { machine, offset, signedAt } = open();
  offset.notice(machine.now);
  machine.now += 3_600_000;
  const cloud = machine.now;
  offset.notice(cloud);
  offset.learn(cloud);
  expect(await signedAt()).toBe(cloud);
});

test('what was learned is kept for the next life', async () => {
  const { session, time, machine, offset } = open();
  offset.learn(machine.now - 240_000);
  expect(await createClockOffset(session, time).read()).toBe(-240_000);
});

test('a session store that cannot be read keeps no call from being signed', async () => {
  const { session, machine, time } = open();
  const offset = createClockOffset(
    { ...session, read: () => Promise.reject(new DOMException('broken', 'UnknownError')) },
    time,
  );
  expect(await offset.read()).toBe(0);
  offset.learn(machine.now - 60_000);
  expect(await offset.read()).toBe(-60_000);
});
