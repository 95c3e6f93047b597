import { expect, test } from 'vitest';
import { parsePaste } from '../../lib/domain/paste';
import { planOf } from './fake-cloud';
import {
  accountsOf,
  missingOf,
  openState,
  reduceShare,
  type ShareAction,
  type ShareState,
} from './share-state';

const start = openState({
  product: 'tencent-cvm',
  region: 'ap-guangzhou',
  imageIds: ['img-6pb6lrmy'],
  consoleAccount: '',
});
const after = (state: ShareState, ...actions: ShareAction[]) => actions.reduce(reduceShare, state);
const plan = planOf(
  {
    profileId: 'profile-1',
    product: 'tencent-cvm',
    images: [{ region: 'ap-guangzhou', imageId: 'img-6pb6lrmy' }],
    mode: 'share',
    accounts: [],
  },
  [],
);

test('a proposal opens with its images chosen', () => {
  expect(start).toMatchObject({ step: 'compose', chosen: ['img-6pb6lrmy'], mode: 'share' });
});

test('images of another region do not stay chosen', () => {
  expect(after(start, { kind: 'region-chosen', region: 'ap-singapore' })).toMatchObject({
    listed: [],
    chosen: [],
  });
});

test('an image switched off stays in the list', () => {
  const next = after(start, { kind: 'image-switched', imageId: 'img-6pb6lrmy', isChosen: false });
  expect(next).toMatchObject({ listed: ['img-6pb6lrmy'], chosen: [] });
});

test('a plan that comes after a person went on typing is dropped', () => {
  const next = after(
    start,
    { kind: 'planning' },
    { kind: 'text-changed', text: '1' },
    { kind: 'planned', plan },
  );
  expect([next.step, next.plan]).toEqual(['compose', undefined]);
});

test('the flow goes from plan to job to its end, and a retry runs again', () => {
  const running = after(
    start,
    { kind: 'planning' },
    { kind: 'planned', plan },
    { kind: 'starting' },
    { kind: 'started', jobId: 'job-1' },
  );
  expect(running).toMatchObject({ step: 'run', jobId: 'job-1', waiting: 'nothing' });
  const ended = after(running, { kind: 'job-moved', isEnded: true });
  expect(ended.step).toBe('result');
  expect(after(ended, { kind: 'job-moved', isEnded: false }).step).toBe('run');
});

test('going back keeps the text and forgets the plan', () => {
  const next = after(
    start,
    { kind: 'text-changed', text: 'x 1' },
    { kind: 'planning' },
    { kind: 'planned', plan },
    { kind: 'back' },
  );
  expect(next).toMatchObject({ step: 'compose', text: 'x 1', plan: undefined });
});

test('a refusal in the confirmation window leaves the plan as it was', () => {
  const next = after(
    start,
    { kind: 'planning' },
    { kind: 'planned', plan },
    { kind: 'confirming' },
    { kind: 'declined' },
  );
  expect(next).toMatchObject({ step: 'plan', waiting: 'declined', plan });
});

test('doubtful ids are sent only when a person says so', () => {
  const paste = parsePaste('100000000001 1251234567', {
    accountId: /^\d{9,12}$/,
    suspiciousAccountId: /^125\d{7}$/,
  });
  expect(accountsOf(paste, [])).toEqual(['100000000001']);
  expect(accountsOf(paste, ['1251234567'])).toEqual(['100000000001', '1251234567']);
});

const guangzhou = { product: 'tencent-cvm', region: 'ap-guangzhou' } as const;

test('what is missing is named one by one', () => {
  expect(missingOf({ ...guangzhou, region: '' }, [], [])).toBe('region');
  expect(missingOf(guangzhou, [], [])).toBe('images');
  expect(missingOf(guangzhou, ['i'], [])).toBe('accounts');
  expect(missingOf(guangzhou, ['i'], ['a'])).toBeUndefined();
});

test('no region is asked for where the product has none, whatever the page proposed', () => {
  const proposal = { product: 'alibaba-ens', imageIds: [], consoleAccount: '' } as const;
  const state = openState({ ...proposal, imageIds: [], region: 'cn-hangzhou' });
  expect(state.region).toBe('');
  expect(missingOf(state, ['i'], ['a'])).toBeUndefined();
});

test('a new job goes on where the last one was, without the images of another place', () => {
  const place = { product: 'alibaba-ecs', region: 'cn-hangzhou', profileId: 'p9' } as const;
  const elsewhere = after(start, { kind: 'started', jobId: 'job-1' }, { kind: 'new-job', place });
  expect(elsewhere).toMatchObject({ ...place, step: 'compose', listed: [], chosen: [] });
  const here = after(start, { kind: 'started', jobId: 'job-1' }, { kind: 'new-job', place: start });
  expect(here.chosen).toEqual(start.chosen);
});
