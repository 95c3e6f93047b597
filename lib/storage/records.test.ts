import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { KnownRoster } from '../domain/image';
import type { Job, JournalEntry, Plan, SkipReason } from '../domain/job';
import { jobRecords, journalRecords, planRecords } from './job-records';
import { open, seal } from './record';
import { type RecordKind, rosterRecords } from './records';

const failure = {
  kind: 'account-not-found',
  code: 'InvalidAccount',
  requestId: 'request-1',
  message: 'the account does not exist',
  accounts: ['100000000009'],
} as const;

const image = {
  product: 'tencent-cvm',
  region: 'ap-guangzhou',
  imageId: 'img-dummy001',
  name: 'Base',
  owner: '100000000001',
  state: 'NORMAL',
  createdAt: '2026-01-01T00:00:00Z',
  platform: 'Debian',
  blockedBy: 'image-byol',
} as const;

const plan: Plan = {
  id: 'plan-1',
  request: {
    profileId: 'profile-1',
    product: 'tencent-cvm',
    images: [{ region: 'ap-guangzhou', imageId: 'img-dummy001' }],
    mode: 'match',
    accounts: ['100000000002', 'not an account'],
  },
  caller: '100000000001',
  images: [
    {
      image,
      rosterSize: 1,
      rosterMark: 'mark',
      share: ['100000000002'],
      revoke: ['100000000003'],
      skipped: [{ account: 'not an account', reason: 'malformed' }],
      quotaLeft: -3,
      blockedBy: { ...failure, accounts: [...failure.accounts] },
    },
  ],
  madeAt: 5,
};

const job: Job = {
  id: 'job-1',
  planId: 'plan-1',
  profileId: 'profile-1',
  caller: '',
  product: 'tencent-cvm',
  mode: 'revoke',
  state: 'waiting',
  cause: { kind: 'vault-locked' },
  startedAt: 1,
  endedAt: 2,
  undoes: 'job-0',
};

const told = { ...failure, accounts: [...failure.accounts] };
const call = { imageId: 'img-dummy001', action: 'share', accounts: ['100000000002'], at: 1 } as const;
const lines: JournalEntry[] = [
  { kind: 'sending', ...call, accounts: [...call.accounts] },
  { kind: 'answered', ...call, accounts: [...call.accounts], failure: told },
  {
    kind: 'settled',
    imageId: 'img-dummy001',
    at: 2,
    rows: [
      { account: '100000000002', action: 'share', outcome: 'refused', failure: told },
      { account: '100000000003', action: 'share', outcome: 'no-change', skip: 'already-there' },
    ],
  },
  { kind: 'retried', at: 3 },
];

const known: KnownRoster = {
  profileId: 'profile-1',
  image,
  roster: { entries: [{ account: '100000000002', since: '2026-01-02' }, { account: '1' }], readAt: 1 },
};

const edge: KnownRoster = {
  profileId: 'profile-1',
  image: {
    ...image,
    product: 'alibaba-ens',
    region: '',
    imageId: 'm-5dummy0000000000000000001',
    isShared: true,
  },
};
const { quotaLeft: _, ...unlimited } = plan.images[0] ?? { quotaLeft: 0 };

const samples: [string, RecordKind<unknown>, unknown][] = [
  ['plan', planRecords, plan],
  ['job', jobRecords, job],
  ['roster', rosterRecords, known],
  ['roster without a region', rosterRecords, edge],
  ['plan without a quota', planRecords, { ...plan, images: [unlimited] }],
  ...lines.map((line): [string, RecordKind<unknown>, unknown] => [line.kind, journalRecords, line]),
];

/** Replaces the part of a JSON value that `path` leads to; indexes wrap around, so every path leads somewhere. */
const changed = (value: unknown, path: readonly number[], part: unknown): unknown => {
  const [step, ...rest] = path;
  if (step === undefined || typeof value !== 'object' || value === null) return part;
  const keys = Object.keys(value);
  const key = keys[step % Math.max(1, keys.length)];
  if (key === undefined) return part;
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [...value] : { ...value };
  Reflect.set(copy, key, changed(Reflect.get(value, key), rest, part));
  return copy;
};

test('a plan and a job of one region only are raised to images by place', () => {
  const { images: _, ...request } = plan.request;
  const oldPlan = { ...plan, request: { ...request, region: 'ap-guangzhou', imageIds: ['img-dummy001'] } };
  expect(open(planRecords, { version: 1, value: oldPlan })).toEqual({ state: 'value', value: plan });
  const oldJob = { ...job, region: 'ap-guangzhou' };
  expect(open(jobRecords, { version: 1, value: oldJob })).toEqual({ state: 'value', value: job });
});

describe('a stored value', () => {
  test.each(samples)('of kind %s comes back as it was', (_, kind, value) => {
    expect(open(kind, structuredClone(seal(kind, value)))).toEqual({ state: 'value', value });
  });

  test.each(samples)('of kind %s never breaks the reader, whatever part was changed', (_, kind, value) => {
    const path = fc.array(fc.nat({ max: 20 }), { maxLength: 7 });
    fc.assert(
      fc.property(path, fc.anything(), (steps, part) => {
        const stored = changed(seal(kind, value), steps, part);
        const opened = open(kind, stored);
        // What is let through is what a writer could have written: it comes back the same from another round.
        if (opened.state === 'value')
          expect(open(kind, seal(kind, opened.value))).toEqual({ state: 'value', value: opened.value });
      }),
      { numRuns: 300 },
    );
  });

  // Written as a table, so that a new reason cannot be forgotten here.
  const reasons: Record<SkipReason, true> = {
    'already-there': true,
    'not-there': true,
    'own-account': true,
    duplicate: true,
    malformed: true,
    cancelled: true,
  };
  test.each(Object.keys(reasons))('of a line that was skipped as %s comes back', (skip) => {
    const row = { account: '100000000002', action: 'share', outcome: 'no-change', skip };
    const stored = { version: 1, value: { kind: 'settled', imageId: 'img-dummy001', at: 1, rows: [row] } };
    expect(open(journalRecords, stored).state).toBe('value');
  });
});
