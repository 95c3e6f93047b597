import { expect, test } from 'vitest';
import { createImageTurns } from './image-turns';

const never = () => false;

/** Lets every pending promise step run. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Work that is done when told. */
const openWork = () => {
  const steps: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => () => {
    steps.push(`${name} begins`);
    return new Promise<void>((resolve) => {
      ends.set(name, () => {
        steps.push(`${name} ends`);
        resolve();
      });
    });
  };
  const end = async (name: string) => {
    ends.get(name)?.();
    await turn();
  };
  return { steps, work, end };
};

const place = (lastWordAt: number, isRevoke = false, mustWait: () => boolean = never) => ({
  lastWordAt,
  isRevoke,
  mustWait,
  isGivenUp: never,
});

test('one image has one writer, and another image does not wait for it', async () => {
  const { steps, work, end } = openWork();
  const turns = createImageTurns();
  void turns.take('img-1', place(1), work('first'));
  void turns.take('img-1', place(2), work('second'));
  void turns.take('img-2', place(3), work('elsewhere'));
  await turn();
  expect(steps).toEqual(['first begins', 'elsewhere begins']);
  await end('first');
  expect(steps.slice(2)).toEqual(['first ends', 'second begins']);
});

test('revokes go first among those that wait, then the earlier job', async () => {
  const { steps, work, end } = openWork();
  const turns = createImageTurns();
  void turns.take('img-1', place(1), work('holder'));
  void turns.take('img-1', place(3), work('later share'));
  void turns.take('img-1', place(2), work('earlier share'));
  void turns.take('img-1', place(4, true), work('revoke'));
  await turn();
  for (const name of ['holder', 'revoke', 'earlier share', 'later share']) await end(name);
  expect(steps.filter((step) => step.endsWith('begins'))).toEqual([
    'holder begins',
    'revoke begins',
    'earlier share begins',
    'later share begins',
  ]);
});

test('who must wait for an earlier job waits until it is woken, and holds nobody else up', async () => {
  const { steps, work, end } = openWork();
  const turns = createImageTurns();
  let isHeld = true;
  void turns.take(
    'img-1',
    place(2, true, () => isHeld),
    work('held'),
  );
  void turns.take('img-1', place(3), work('other'));
  await turn();
  expect(steps).toEqual(['other begins']);
  await end('other');
  expect(steps).toHaveLength(2);
  isHeld = false;
  turns.wake();
  await turn();
  expect(steps.at(-1)).toBe('held begins');
});

test('who no longer wants the turn leaves the line when it is woken, also while another works, and never works', async () => {
  const { steps, work, end } = openWork();
  const turns = createImageTurns();
  let isGivenUp = false;
  void turns.take('img-1', place(1), work('holder'));
  const tired = turns.take('img-1', { ...place(2), isGivenUp: () => isGivenUp }, work('tired'));
  void turns.take('img-1', place(3), work('patient'));
  await turn();
  isGivenUp = true;
  turns.wake();
  expect(await tired).toBe('given-up');
  await end('holder');
  expect(steps).toEqual(['holder begins', 'holder ends', 'patient begins']);
});

test('work that fails frees the image', async () => {
  const turns = createImageTurns();
  await expect(turns.take('img-1', place(1), () => Promise.reject(new Error('broken')))).rejects.toThrow();
  expect(await turns.take('img-1', place(2), async () => 'free')).toBe('free');
});
