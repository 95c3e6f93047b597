import { useEffect, useState } from 'preact/hooks';
import type { CallRecord } from '../../lib/domain/history';
import type { Image } from '../../lib/domain/image';
import type { JobRow } from '../../lib/domain/job';
import { useClient } from '../client-context';
import { isoTime } from '../history/iso-time';
import { t } from '../text';

const isAbout = (row: JobRow) => (call: CallRecord) =>
  call.imageId === row.imageId && call.action === row.action && call.accounts.includes(row.account);

/** The calls that were about a row, read from the journal again when the row changes; undefined until known. */
const useCalls = (jobId: string, row: JobRow): CallRecord[] | undefined => {
  const client = useClient();
  const [calls, setCalls] = useState<CallRecord[]>();
  useEffect(() => {
    const life = new AbortController();
    void client('history.read', { jobId }).then((answer) => {
      if (answer.ok && !life.signal.aborted) setCalls(answer.value.calls.filter(isAbout(row)));
    });
    return () => life.abort();
  }, [client, jobId, row]);
  return calls;
};

const Line = ({ name, value, isId = false }: { name: string; value: string; isId?: boolean }) => (
  <div>
    <dt>{name}</dt>
    <dd class={isId ? 'id' : ''}>{value}</dd>
  </div>
);

/** What is known of one account on one image: the cloud's own words, and each call that was about it. */
export const ResultEvidence = ({
  jobId,
  row,
  image,
}: {
  jobId: string;
  row: JobRow;
  image: Image | undefined;
}) => {
  const calls = useCalls(jobId, row);
  const own = row.failure?.requestId;
  const isOwnMissing = own !== undefined && !calls?.some(({ requestId }) => requestId === own);
  return (
    <dl class="evidence">
      <Line name={t('share_image')} value={image?.name ? `${image.name} (${row.imageId})` : row.imageId} />
      {row.failure?.message !== undefined && <Line name={t('share_cloudSays')} value={row.failure.message} />}
      {isOwnMissing && <Line name={t('share_requestId')} value={own} isId />}
      {calls?.map(({ sentAt, answeredAt, requestId }) => (
        <Line
          key={`${sentAt} ${requestId}`}
          name={t('share_requestId')}
          value={`${requestId ?? t('share_noAnswer')} · ${isoTime(answeredAt ?? sentAt)}`}
          isId={requestId !== undefined}
        />
      ))}
      {calls?.length === 0 && own === undefined && (
        <Line name={t('share_requestId')} value={t('share_neverSent')} />
      )}
    </dl>
  );
};
