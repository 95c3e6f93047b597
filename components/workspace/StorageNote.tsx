import { useEffect, useState } from 'preact/hooks';
import type { Failure } from '../../lib/domain/failure';
import type { RecordPlace, StorageState } from '../../lib/messaging/views';
import { useClient } from '../client-context';
import { saveFile } from '../save-file';
import { count, language, t } from '../text';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';
import { Note } from '../ui/note';

const placeKeys: Record<RecordPlace, string> = {
  plans: 'ws_recordPlan',
  jobs: 'ws_recordJob',
  journal: 'ws_recordLine',
  rosters: 'ws_recordRoster',
  heads: 'ws_recordRoster',
  vault: 'ws_recordVault',
  settings: 'ws_recordSetting',
  book: 'ws_recordBook',
  facts: 'ws_recordFacts',
  quarantine: 'ws_recordOther',
};

const listed = (parts: readonly { place: RecordPlace; count: number }[]): string =>
  new Intl.ListFormat(language(), { type: 'unit', style: 'long' }).format(
    parts.map((part) => count(placeKeys[part.place], part.count)),
  );

const sum = (parts: readonly { count: number }[]): number =>
  parts.reduce((total, part) => total + part.count, 0);

/** Says what of the records kept could not be read, hands it out as a file, and deletes it when told to. */
export const StorageNote = ({
  save = (name, text) => saveFile(window, name, text, 'application/json'),
}: {
  save?: (name: string, text: string) => void;
}) => {
  const client = useClient();
  const [state, setState] = useState<StorageState>();
  const [failure, setFailure] = useState<Failure>();
  const [isAsking, setIsAsking] = useState(false);
  const [readings, setReadings] = useState(0);
  useEffect(() => {
    let isHere = true;
    void client('storage.read', {}).then((answer) => {
      if (isHere && answer.ok) setState(answer.value);
    });
    return () => {
      isHere = false;
    };
  }, [client, readings]);

  const exportAll = async () => {
    const answer = await client('storage.export', {});
    setFailure(answer.ok ? undefined : answer.failure);
    if (answer.ok) save('image-roster-damaged-records.json', answer.value.text);
  };
  const dismiss = async () => {
    if (!isAsking) return setIsAsking(true);
    const answer = await client('storage.dismiss', { last: state?.last ?? 0 });
    setFailure(answer.ok ? undefined : answer.failure);
    setIsAsking(false);
    setReadings((times) => times + 1);
  };

  if (!state) return null;
  return (
    <>
      {failure && <FailureNote failure={failure} />}
      {state.damaged.length > 0 && (
        <Note kind="warn" role="status">
          <span class="strong">{count('ws_damaged', sum(state.damaged))}</span>
          <span>{t('ws_damagedWhat', listed(state.damaged))}</span>
          <span>{t('ws_damagedNext')}</span>
          <div class="line">
            <Button isSlim onClick={() => void exportAll()}>
              {t('ws_damagedExport')}
            </Button>
            <Button isSlim kind={isAsking ? 'danger-solid' : 'danger'} onClick={() => void dismiss()}>
              {t(isAsking ? 'ws_damagedConfirm' : 'ws_damagedDelete')}
            </Button>
            {isAsking && (
              <Button isSlim kind="quiet" onClick={() => setIsAsking(false)}>
                {t('ws_damagedKeep')}
              </Button>
            )}
          </div>
        </Note>
      )}
      {state.newer.length > 0 && (
        <Note kind="warn" role="status">
          <span class="strong">{count('ws_newer', sum(state.newer))}</span>
          <span>{t('ws_damagedWhat', listed(state.newer))}</span>
          <span>{t('ws_newerNext')}</span>
        </Note>
      )}
    </>
  );
};
