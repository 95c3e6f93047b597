import type { Image } from '../../lib/domain/image';
import type { JobRow } from '../../lib/domain/job';
import { AccountName } from '../book/labels';
import { OutcomeMark, outcomeText } from '../ui/outcome-mark';
import { ResultEvidence } from './result-evidence';
import { detailText } from './result-text';

const cell = { role: 'cell' } as const;
const presentation = { role: 'presentation' } as const;

/** @returns whether the detail fits beside the account, so that a row takes one line */
const isBrief = (row: JobRow) => row.failure === undefined && row.outcome !== 'unknown';

/** One account on one image. A press anywhere on it opens what is known of it. */
export const ResultRow = ({
  row,
  image,
  jobId,
  isAlone,
  isOpen,
  onToggle,
}: {
  row: JobRow;
  image: Image | undefined;
  jobId: string;
  /** Whether every row is of the same image, which then need not be named. */
  isAlone: boolean;
  isOpen: boolean;
  onToggle: () => void;
}) => (
  <div
    class={`result row ${isOpen ? 'open' : isBrief(row) ? 'brief' : ''} ${isAlone ? 'alone' : ''}`}
    {...presentation}
  >
    <OutcomeMark kind={row.outcome} />
    <span {...cell} class={`account ${row.outcome === 'waiting' ? 'muted' : ''}`}>
      <button type="button" class="opener" tabIndex={-1} aria-expanded={isOpen} onClick={onToggle}>
        <span class="id">{row.account}</span>
        {image && <AccountName product={image.product} account={row.account} />}
      </button>
    </span>
    <span {...cell} class={isAlone ? 'hidden-visually' : 'image small muted clip'}>
      {image?.name || row.imageId}
    </span>
    <span {...cell} class={`outcome small ${row.outcome}`}>
      {outcomeText(row.outcome)}
    </span>
    <span {...cell} class="detail small muted">
      {detailText(row)}
      {row.failure?.code !== undefined && <span class="id code">{row.failure.code}</span>}
      {isOpen && <ResultEvidence jobId={jobId} row={row} image={image} />}
    </span>
  </div>
);
