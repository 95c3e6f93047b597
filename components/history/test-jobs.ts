import type { JobEvidence } from '../../lib/domain/history';
import type { JobRow } from '../../lib/domain/job';
import type { JobSummary } from '../../lib/messaging/views';
import { testImage, testNow } from '../share-list/test-values';

const counts = { waiting: 0, confirmed: 2, 'no-change': 0, refused: 0, unknown: 0 };
const testImageRef = {
  product: 'tencent-cvm',
  region: 'ap-guangzhou',
  imageId: 'img-00000001',
} as const;

/** A finished job of two confirmed shares; `daysAgo` whole days before the tests' moment. */
export const jobOf = (
  id: string,
  more: Partial<JobSummary['job']> = {},
  changed: Partial<typeof counts> = {},
  daysAgo = 0,
): JobSummary => {
  const startedAt = testNow - daysAgo * 24 * 60 * 60_000;
  return {
    job: {
      id,
      planId: id,
      profileId: 'p1',
      caller: '100000000001',
      by: 'Production',
      product: 'tencent-cvm',
      mode: 'share',
      state: 'finished',
      startedAt,
      endedAt: startedAt + 1000,
      ...more,
    },
    counts: { ...counts, ...changed },
    total: 2,
    images: [testImageRef],
  };
};

/** What is known of such a job: one account confirmed, one refused; every text tries to break out of its file. */
export const evidenceOf = ({ job, counts: total }: JobSummary): JobEvidence => {
  const about = { imageId: 'img-00000001', action: 'share' } as const;
  const rows: JobRow[] = [
    { index: 0, account: '100000000117', ...about, outcome: 'confirmed' },
    {
      index: 1,
      account: '100000000118',
      ...about,
      outcome: 'refused',
      failure: { kind: 'account-not-found', code: 'InvalidAccountId.NotFound', requestId: 'req-2' },
    },
  ];
  return {
    job,
    plannedAt: job.startedAt - 5000,
    planned: [
      {
        image: testImage('img-00000001', '=golden|<b>[x](http://x)'),
        rosterSize: 3,
        share: 2,
        revoke: 0,
        skipped: 1,
      },
    ],
    rows,
    counts: total,
    calls: [
      { sentAt: job.startedAt + 200, ...about, accounts: ['100000000117', '100000000118'] },
      {
        sentAt: job.startedAt + 500,
        answeredAt: job.startedAt + 600,
        ...about,
        accounts: ['100000000117'],
        requestId: 'req-1',
      },
      {
        sentAt: job.startedAt + 800,
        answeredAt: job.startedAt + 900,
        ...about,
        accounts: ['100000000118'],
        requestId: 'req-2',
        failure: { kind: 'account-not-found', code: 'InvalidAccountId.NotFound' },
      },
    ],
  };
};
