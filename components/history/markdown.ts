import type { JobEvidence } from '../../lib/domain/history';
import type { ProductId } from '../../lib/domain/product';
import { productNameKeys } from '../../lib/providers/catalog';
import { placesName } from '../product-text';
import { detailText } from '../share-flow/result-text';
import { count, t } from '../text';
import { outcomeText } from '../ui/outcome-mark';
import { callTimes, rowsOf } from './export-rows';
import { isoTime } from './iso-time';
import { jobTitle } from './job-words';

// Names come from people and clouds: nothing in them may end a table's cell, open a tag or become a link.
const plain = (text: string): string =>
  text
    .replace(/[\r\n\t]+/g, ' ')
    .replace(/[\\`*_[\]<>|#~!&]/g, (sign) => `\\${sign}`)
    .trim();

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] => {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
};

const factsOf = ({ job, plannedAt, planned }: JobEvidence): string[][] => {
  const images = planned.map(({ image }) => image);
  return [
    [t('share_job'), job.id],
    ...(job.undoes === undefined ? [] : [[t('history_undoes'), job.undoes]]),
    [t('share_profile'), plain(job.by ?? '')],
    [t('share_actingAccount'), job.caller],
    [t('ws_product'), t(productNameKeys[job.product])],
    [t('ws_region'), plain(placesName(job.product, images))],
    [t('history_planned'), isoTime(plannedAt)],
    [t('share_started'), isoTime(job.startedAt)],
    [t('share_ended'), job.endedAt === undefined ? '–' : isoTime(job.endedAt)],
  ];
};

const jobPart = (
  evidence: JobEvidence,
  labelOf: (product: ProductId, account: string) => string,
): string[] => {
  const { job, planned, counts } = evidence;
  const outcomes = (['confirmed', 'no-change', 'refused', 'unknown', 'waiting'] as const).filter(
    (outcome) => counts[outcome] > 0,
  );
  return [
    `## ${isoTime(job.startedAt)} · ${plain(jobTitle(job, planned.length))}`,
    '',
    ...table([t('history_fact'), t('history_value')], factsOf(evidence)),
    '',
    outcomes.map((outcome) => `${outcomeText(outcome)}: ${counts[outcome]}`).join(' · '),
    '',
    ...table(
      ['share_image', 'share_imageId', 'ws_region', 'share_toShare', 'share_toRevoke', 'share_notSent'].map(
        (key) => t(key),
      ),
      planned.map(({ image, share, revoke, skipped }) => [
        plain(image.name),
        image.imageId,
        image.region || '–',
        String(share),
        String(revoke),
        String(skipped),
      ]),
    ),
    '',
    ...table(
      [
        'share_account',
        'share_label',
        'share_imageId',
        'share_action',
        'share_outcome',
        'share_detail',
        'share_requestId',
        'share_sent',
        'share_answered',
      ].map((key) => t(key)),
      rowsOf(evidence).map(({ row, requestIds, calls }) => [
        plain(row.account),
        plain(labelOf(job.product, row.account)),
        row.imageId,
        t(row.action === 'share' ? 'share_modeShare' : 'share_modeRevoke'),
        outcomeText(row.outcome),
        plain([detailText(row), row.failure?.code].filter(Boolean).join(' ')),
        plain(requestIds.join(' ')),
        ...callTimes(calls).map((times) => times || '–'),
      ]),
    ),
    '',
  ];
};

/** @returns a document that reads as it is and renders as tables; text of others is escaped */
export const writeMarkdown = (
  jobs: readonly JobEvidence[],
  labelOf: (product: ProductId, account: string) => string,
  now: number,
): string =>
  [
    `# ${t('history_heading')}`,
    '',
    t('history_exported', isoTime(now), count('history_jobs', jobs.length)),
    '',
    ...jobs.flatMap((evidence) => jobPart(evidence, labelOf)),
  ].join('\n');
