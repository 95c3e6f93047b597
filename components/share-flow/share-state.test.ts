import { expect, test } from 'vitest';
import { parsePaste } from '../../lib/domain/paste/parse-paste';
import { accountsOf, missingOf, sourceOf } from './asked';
import { planOf } from './fake-cloud';
import { openState, reduceShare, type ShareAction, type ShareState } from './share-state';

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

test('images found in one region stay when another is looked at, and those not found are looked for there', () => {
  const lost = after(start, {
    kind: 'image-switched',
    place: { region: 'ap-guangzhou', imageId: 'img-lost0001' },
    isChosen: true,
  });
  const there = after(lost, { kind: 'region-chosen', region: 'ap-singapore', absent: ['img-lost0001'] });
  expect(there).toMatchObject({
    region: 'ap-singapore',
    listed: [
      { region: 'ap-guangzhou', imageId: 'img-6pb6lrmy' },
      { region: 'ap-singapore', imageId: 'img-lost0001' },
    ],
    chosen: ['img-6pb6lrmy', 'img-lost0001'],
  });
});

test('an image cannot take its own roster', () => {
  const place = { region: 'ap-guangzhou', imageId: 'img-6pb6lrmy' };
  const taken = after(
    start,
    { kind: 'from-chosen', from: 'image' },
    { kind: 'source-chosen', source: place },
  );
  expect(taken).toMatchObject({ listed: [], chosen: [], source: place });
  const back = after(taken, { kind: 'image-switched', place, isChosen: true });
  expect(back.source).toBeUndefined();
  const located = after(taken, { kind: 'images-located', places: [place] });
  expect(located).toMatchObject({ listed: [], chosen: [], source: place });
});

test('revoking takes typed accounts only, whatever image was chosen before', () => {
  const source = { region: 'ap-guangzhou', imageId: 'img-old00001' };
  const taken = after(start, { kind: 'from-chosen', from: 'image' }, { kind: 'source-chosen', source });
  expect(sourceOf(taken)).toEqual(source);
  expect(sourceOf(after(taken, { kind: 'mode-chosen', mode: 'revoke' }))).toBeUndefined();
});

test('an image switched off stays in the list', () => {
  const next = after(start, {
    kind: 'image-switched',
    place: { region: 'ap-guangzhou', imageId: 'img-6pb6lrmy' },
    isChosen: false,
  });
  expect(next).toMatchObject({ listed: [{ imageId: 'img-6pb6lrmy' }], chosen: [] });
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

test('what is missing is named one by one', () => {
  expect(missingOf({ ...start, region: '' }, [], 0)).toBe('region');
  expect(missingOf(start, [], 0)).toBe('images');
  expect(missingOf(start, ['i'], 0)).toBe('accounts');
  expect(missingOf(start, ['i'], 100_000)).toBeUndefined();
  expect(missingOf(start, ['i'], 100_001)).toBe('fewer-accounts');
  const fromImage = after(start, { kind: 'from-chosen', from: 'image' });
  expect(missingOf(fromImage, ['i'], 1)).toBe('source');
});

test('no region is asked for where the product has none, whatever the page proposed', () => {
  const proposal = { product: 'alibaba-ens', imageIds: [], consoleAccount: '' } as const;
  const state = openState({ ...proposal, imageIds: [], region: 'cn-hangzhou' });
  expect(state.region).toBe('');
  expect(missingOf(state, ['i'], 1)).toBeUndefined();
});

test('a new job goes on where the last one was, without the images of another place', () => {
  const place = { product: 'alibaba-ecs', region: 'cn-hangzhou', profileId: 'p9' } as const;
  const elsewhere = after(start, { kind: 'started', jobId: 'job-1' }, { kind: 'new-job', place });
  expect(elsewhere).toMatchObject({ ...place, step: 'compose', listed: [], chosen: [] });
  const here = after(start, { kind: 'started', jobId: 'job-1' }, { kind: 'new-job', place: start });
  expect(here.chosen).toEqual(start.chosen);
});
