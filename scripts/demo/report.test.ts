import { expect, test } from 'vitest';
import { type CloudLog, markCloud, reportJob, tableOf } from './report.ts';

type Call = CloudLog['calls'][number];

const call = (imageId: string, accounts: string[], code = 'ok'): Call => ({
  action: 'Change',
  imageId,
  accounts,
  code,
});

/** A cloud whose records a test writes by hand. */
const makeCloud = () => {
  const rosters = new Map<string, string[]>([['img-one', ['old']]]);
  const calls: Call[] = [call('img-one', ['before'], 'ok')];
  const effects: CloudLog['effects'][number][] = [];
  const give = (imageId: string, ...accounts: string[]) => {
    rosters.set(imageId, [...(rosters.get(imageId) ?? []), ...accounts]);
    effects.push(...accounts.map((account) => ({ kind: 'share' as const, imageId, account })));
  };
  return { calls, effects, give, rosterOf: (imageId: string) => rosters.get(imageId) ?? [] };
};

const job = { imageIds: ['img-one'], wanted: ['a', 'b'], shareActions: ['Change'] };

test('counts a job from the calls and the roster since its start', () => {
  const cloud = makeCloud();
  const mark = markCloud(cloud, job.imageIds);
  cloud.calls.push(
    { ...call('img-one', []), action: 'Read' },
    call('img-one', ['a', 'x', 'b'], 'Batch.Failed'),
  );
  cloud.calls.push(call('img-one', ['x'], 'Account.Unknown'), call('img-one', ['a', 'b']));
  cloud.give('img-one', 'a', 'b');
  const { report, images } = reportJob('some-product', cloud, mark, job);
  expect(report).toEqual({
    product: 'some-product',
    requested: 3,
    confirmed: 2,
    refused: [{ account: 'x', code: 'Account.Unknown' }],
    calls: { Read: 1, Change: 3 },
    rosterMatchesRequest: true,
  });
  expect(tableOf(images)).toEqual([
    'image     requested   confirmed   refused   calls',
    'img-one           3           2         1       4',
    '  refused x   Account.Unknown',
  ]);
});

test('tells a roster that lacks an account, has one too many, or lost one it had', () => {
  for (const given of [['a'], ['a', 'b', 'c']]) {
    const cloud = makeCloud();
    const mark = markCloud(cloud, job.imageIds);
    cloud.give('img-one', ...given);
    expect(reportJob('some-product', cloud, mark, job).report.rosterMatchesRequest).toBe(false);
  }
  const cloud = makeCloud();
  const mark = markCloud(cloud, job.imageIds);
  const forgetful = { ...cloud, rosterOf: () => ['a', 'b'] };
  expect(reportJob('some-product', forgetful, mark, job).report.rosterMatchesRequest).toBe(false);
});

test('tells when another image was touched', () => {
  const cloud = makeCloud();
  const mark = markCloud(cloud, job.imageIds);
  cloud.give('img-one', 'a', 'b');
  cloud.give('img-two', 'a');
  expect(reportJob('some-product', cloud, mark, job).report.rosterMatchesRequest).toBe(false);
});
