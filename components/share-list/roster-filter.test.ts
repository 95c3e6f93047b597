import { expect, test } from 'vitest';
import { choicesOf, filterRosters, noFilter } from './roster-filter';
import { testImage, testRoster } from './test-values';

const rosters = [
  testRoster(testImage('img-1', 'one'), []),
  testRoster({ ...testImage('img-2', 'two'), region: 'ap-singapore' }, []),
  {
    ...testRoster({ ...testImage('m-3', 'three'), product: 'alibaba-ens', region: '' }, []),
    profileId: 'p2',
  },
];
const ids = (filter: Partial<typeof noFilter>) =>
  filterRosters(rosters, { ...noFilter, ...filter }).map(({ image }) => image.imageId);

test('an empty filter leaves everything in, each choice narrows', () => {
  expect(ids({})).toEqual(['img-1', 'img-2', 'm-3']);
  expect(ids({ product: 'tencent-cvm' })).toEqual(['img-1', 'img-2']);
  expect(ids({ region: 'ap-singapore' })).toEqual(['img-2']);
  expect(ids({ profileId: 'p2' })).toEqual(['m-3']);
  expect(ids({ product: 'tencent-cvm', profileId: 'p2' })).toEqual([]);
});

test('offers each product, region and set of keys once; regions of the chosen product alone', () => {
  expect(choicesOf([...rosters, ...rosters], noFilter)).toEqual({
    products: ['tencent-cvm', 'alibaba-ens'],
    regions: [
      { product: 'tencent-cvm', region: 'ap-guangzhou' },
      { product: 'tencent-cvm', region: 'ap-singapore' },
    ],
    profileIds: ['p1', 'p2'],
  });
  expect(choicesOf(rosters, { ...noFilter, product: 'alibaba-ens' }).regions).toEqual([]);
});
