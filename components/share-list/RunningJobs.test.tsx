import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import type { FailureKind } from '../../lib/domain/failure';
import type { Job } from '../../lib/domain/job';
import type { JobSummary } from '../../lib/messaging/views';
import { JobItem } from '../history/JobItem';
import { failureNextStep, failureSentence } from '../text';
import { RunningJobs } from './RunningJobs';

afterEach(cleanup);

const summaryOf = (job: Partial<Job>, waiting = 2): JobSummary => ({
  job: {
    id: 'job-1',
    planId: 'job-1',
    profileId: 'profile-1',
    caller: '100000000001',
    product: 'tencent-cvm',
    mode: 'revoke',
    state: 'running',
    startedAt: 0,
    ...job,
  },
  counts: { waiting, confirmed: 3, 'no-change': 0, refused: 0, unknown: 0 },
  total: 3 + waiting,
  images: [{ product: 'tencent-cvm', region: 'ap-guangzhou', imageId: 'img-dummy001' }],
});

const causes: FailureKind[] = [
  'key-unknown',
  'token-expired',
  'mfa-required',
  'not-permitted',
  'permission-missing',
  'vault-locked',
  'unreachable',
  'storage-failed',
];

const showItem = (summary: JobSummary) =>
  render(<JobItem summary={summary} canUndo={false} isUndone={false} onExport={() => {}} />);

test.each(causes)(
  'the popup and the list of jobs say what a job waits for and what to do: %s',
  async (kind) => {
    const summary = summaryOf({ state: 'waiting', cause: { kind } });
    const sentences = [failureSentence({ kind }), failureNextStep({ kind })];
    // A text that is missing would come back as its key.
    for (const sentence of sentences) expect(sentence).toContain(' ');
    render(<RunningJobs jobs={[summary]} />);
    for (const sentence of sentences) expect(document.body.textContent).toContain(sentence);
    expect(screen.queryAllByRole('button', { name: 'Allow access' })).toHaveLength(
      kind === 'permission-missing' ? 1 : 0,
    );
    cleanup();
    showItem(summary);
    for (const sentence of sentences) expect(document.body.textContent).toContain(sentence);
  },
);

test('a revoke that is watched says until when, in the popup and in the list of jobs', () => {
  const watchingUntil = new Date(2026, 10, 22, 12, 34).getTime();
  const summary = summaryOf({ watchingUntil }, 0);
  render(<RunningJobs jobs={[summary]} />);
  expect(document.body.textContent).toContain('Revoked, watching until 12:34');
  cleanup();
  showItem(summary);
  expect(screen.getByText(/Revoked, watching until 12:34/)).toBeTruthy();
});
