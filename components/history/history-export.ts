import { writeCsv } from '../../lib/domain/csv';
import type { CallRecord, JobEvidence } from '../../lib/domain/history';
import type { ProductId } from '../../lib/domain/product';
import { productNameKeys } from '../../lib/providers/catalog';
import { detailText } from '../share-flow/result-text';
import { t } from '../text';
import { outcomeText } from '../ui/outcome-mark';
import { callTimes, rowsOf } from './export-rows';
import { isoTime } from './iso-time';
import { writeMarkdown } from './markdown';

export type ExportFormat = 'csv' | 'json' | 'md';

export const exportFormats: readonly ExportFormat[] = ['csv', 'json', 'md'];

/** The address book's name of an account, empty where it has none. */
export type LabelOf = (product: ProductId, account: string) => string;

const heads = [
  'share_job',
  'share_started',
  'share_ended',
  'share_profile',
  'share_actingAccount',
  'ws_product',
  'ws_region',
  'share_image',
  'share_imageId',
  'share_account',
  'share_label',
  'share_action',
  'share_outcome',
  'share_detail',
  'share_code',
  'share_requestId',
  'share_sent',
  'share_answered',
];

const timeOf = (at: number | undefined): string => (at === undefined ? '' : isoTime(at));

/** @returns what a row was about, in the reader's language */
const actionText = (action: 'share' | 'revoke'): string =>
  t(action === 'share' ? 'share_modeShare' : 'share_modeRevoke');

const csvRows = (evidence: JobEvidence, labelOf: LabelOf): string[][] => {
  const { job } = evidence;
  return rowsOf(evidence).map(({ row, image, requestIds, calls }) => [
    job.id,
    isoTime(job.startedAt),
    timeOf(job.endedAt),
    job.by ?? '',
    job.caller,
    t(productNameKeys[job.product]),
    image?.region ?? '',
    image?.name ?? '',
    row.imageId,
    row.account,
    labelOf(job.product, row.account),
    actionText(row.action),
    outcomeText(row.outcome),
    detailText(row),
    row.failure?.code ?? '',
    requestIds.join(' '),
    ...callTimes(calls),
  ]);
};

/** A call without `answeredAt` has no answer that anybody heard. */
const timesOf = (call: CallRecord | undefined) => ({
  sentAt: call && isoTime(call.sentAt),
  answeredAt: call?.answeredAt === undefined ? undefined : isoTime(call.answeredAt),
});

/** Machines read it, so its words are those of the code and in no language. */
const jsonOf = (evidence: JobEvidence, labelOf: LabelOf) => {
  const { job, planned, plannedAt } = evidence;
  return {
    id: job.id,
    profile: job.by ?? '',
    caller: job.caller,
    product: job.product,
    mode: job.mode,
    undoes: job.undoes,
    state: job.state,
    plannedAt: isoTime(plannedAt),
    startedAt: isoTime(job.startedAt),
    endedAt: job.endedAt === undefined ? undefined : isoTime(job.endedAt),
    plan: planned.map(({ image, ...numbers }) => ({
      region: image.region,
      imageId: image.imageId,
      name: image.name,
      ...numbers,
    })),
    results: rowsOf(evidence).map(({ row, image, requestIds, calls }) => ({
      account: row.account,
      label: labelOf(job.product, row.account) || undefined,
      region: image?.region ?? '',
      imageId: row.imageId,
      action: row.action,
      outcome: row.outcome,
      reason: row.failure?.kind ?? row.skip,
      code: row.failure?.code,
      requestIds,
      ...timesOf(calls.at(-1)),
    })),
    calls: evidence.calls.map((call) => ({
      ...timesOf(call),
      imageId: call.imageId,
      action: call.action,
      accounts: call.accounts,
      requestId: call.requestId,
      code: call.failure?.code,
    })),
  };
};

/**
 * Writes jobs for an auditor: who, what, when, every outcome, and the vendor's request ids. Times carry their zone.
 * @param jobs in the order to be written
 * @param now milliseconds since the epoch, for the file's own date
 */
export const writeHistory = (
  jobs: readonly JobEvidence[],
  format: ExportFormat,
  labelOf: LabelOf,
  now: number,
): { name: string; text: string; type: string } => {
  const [only] = jobs;
  const part = jobs.length === 1 && only ? only.job.id : isoTime(now).slice(0, 10);
  const name = `image-roster-history-${part}.${format}`;
  switch (format) {
    case 'csv': {
      const rows = jobs.flatMap((evidence) => csvRows(evidence, labelOf));
      return { name, type: 'text/csv', text: writeCsv([heads.map((key) => t(key)), ...rows]) };
    }
    case 'json': {
      const whole = { exportedAt: isoTime(now), jobs: jobs.map((evidence) => jsonOf(evidence, labelOf)) };
      return { name, type: 'application/json', text: `${JSON.stringify(whole, null, 2)}\n` };
    }
    case 'md':
      return { name, type: 'text/markdown', text: writeMarkdown(jobs, labelOf, now) };
  }
};
