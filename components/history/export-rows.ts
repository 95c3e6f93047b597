import type { CallRecord, JobEvidence } from '../../lib/domain/history';
import type { Image } from '../../lib/domain/image';
import type { JobRow } from '../../lib/domain/job';

/** One account on one image of a job, with the calls that were about it. */
export interface EvidenceRow {
  row: JobRow;
  image: Image | undefined;
  /** The vendor's request ids, in order; empty when nothing was sent. */
  requestIds: string[];
  /** When the last call about it was answered, milliseconds since the epoch. */
  answeredAt: number | undefined;
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
      answeredAt: mine.at(-1)?.at,
    };
  });
};
