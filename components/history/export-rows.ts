import type { CallRecord, JobEvidence } from '../../lib/domain/history';
import type { Image } from '../../lib/domain/image';
import type { JobRow } from '../../lib/domain/job';
import { t } from '../text';
import { isoTime } from './iso-time';

/** One account on one image of a job, with the calls that were about it. */
export interface EvidenceRow {
  row: JobRow;
  image: Image | undefined;
  /** The vendor's request ids, in order; empty when nothing was sent. */
  requestIds: string[];
  /** The calls about it, in order of sending. */
  calls: CallRecord[];
}

const keyOf = (imageId: string, action: string, account: string) => `${imageId}/${action}/${account}`;

/** @returns a job's rows, each with what its calls were */
export const rowsOf = ({ planned, rows, calls }: JobEvidence): EvidenceRow[] => {
  const images = new Map(planned.map(({ image }) => [image.imageId, image]));
  const byRow = new Map<string, CallRecord[]>();
  for (const call of calls) {
    for (const account of call.accounts) {
      const key = keyOf(call.imageId, call.action, account);
      const known = byRow.get(key);
      if (known) known.push(call);
      else byRow.set(key, [call]);
    }
  }
  return rows.map((row) => {
    const mine = byRow.get(keyOf(row.imageId, row.action, row.account)) ?? [];
    return {
      row,
      image: images.get(row.imageId),
      requestIds: mine.flatMap(({ requestId }) => requestId ?? []),
      calls: mine,
    };
  });
};

/** @returns when a row's calls were sent, and when each was answered or that it was not; both empty without a call */
export const callTimes = (calls: readonly CallRecord[]): [sent: string, answered: string] => [
  calls.map(({ sentAt }) => isoTime(sentAt)).join('; '),
  calls
    .map(({ answeredAt }) => (answeredAt === undefined ? t('share_noAnswer') : isoTime(answeredAt)))
    .join('; '),
];
