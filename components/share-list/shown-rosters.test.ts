import { expect, test } from 'vitest';
import { headOf } from '../../lib/domain/image';
import { loadsOf, mergeHeads, missingOf, replaceRosters } from './shown-rosters';
import { testImage, testNow, testRoster } from './test-values';

const golden = testRoster(testImage('img-1', 'golden'), ['100000000117', '100000000118']);
const alone = testRoster(testImage('img-2', 'alone'), []);
const heads = [golden, alone].map(headOf);
const readAt = (known: typeof golden, at: number) => ({
  ...known,
  roster: { entries: known.roster?.entries ?? [], readAt: at },
});

test('a head shows its size until its accounts are here; one without accounts waits for none', () => {
  const shown = mergeHeads([], heads);
  expect(shown.map(({ pending }) => pending)).toEqual([2, undefined]);
  expect(missingOf(shown, heads, true)).toEqual([headOf(golden)]);
  expect(missingOf(shown, heads, false)).toEqual([]);
  const loaded = replaceRosters(shown, [golden]);
  expect(loaded).toEqual([golden, alone]);
  expect(missingOf(loaded, heads, true)).toEqual([]);
});

test('the same heads change nothing, a renamed image keeps its accounts', () => {
  const shown = replaceRosters(mergeHeads([], heads), [golden]);
  expect(mergeHeads(shown, heads)).toBe(shown);
  const renamed = { ...headOf(golden), image: { ...golden.image, name: 'gilded' } };
  expect(mergeHeads(shown, [renamed])).toEqual([{ ...golden, image: renamed.image }]);
});

test('accounts stay until newer ones are here, and older ones replace nothing', () => {
  const newer = readAt(golden, testNow);
  const shown = replaceRosters([golden], [newer]);
  expect(shown).toEqual([newer]);
  expect(replaceRosters(shown, [golden])).toEqual([newer]);
  expect(missingOf(shown, [headOf(golden)], true)).toEqual([]);
  const newest = headOf(readAt(golden, testNow + 1));
  expect(mergeHeads(shown, [newest])).toEqual([newer]);
  expect(missingOf(shown, [newest], false)).toEqual([newest]);
});

test('loads hold 5,000 accounts or 100 images at most, and every image once', () => {
  const sized = (size: number, at: number) => ({
    profileId: 'p1',
    image: testImage(`img-${at}`, ''),
    roster: { size, readAt: 1 },
  });
  const many = [...Array(25)].map((_, at) => sized(500, at));
  expect(loadsOf(many).map((load) => load.length)).toEqual([10, 10, 5]);
  expect(loadsOf([...Array(250)].map((_, at) => sized(1, at))).map((load) => load.length)).toEqual([
    100, 100, 50,
  ]);
  expect(loadsOf([sized(1, 0), sized(9_000, 1), sized(1, 2)]).map((load) => load.length)).toEqual([1, 1, 1]);
  expect(loadsOf(many).flat()).toEqual(many);
});
