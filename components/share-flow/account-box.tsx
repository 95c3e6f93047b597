import { useId, useRef, useState } from 'preact/hooks';
import { maxPasteLength, type Paste } from '../../lib/domain/paste';
import type { ProductId } from '../../lib/domain/product';
import { t } from '../text';
import { Button } from '../ui/button';
import { Note } from '../ui/note';
import { PastedEntries, summaryText } from './pasted-entries';
import { readFiles } from './read-files';

type Problem = 'too-large' | 'not-text';

const problemKeys: Record<Problem, string> = {
  'too-large': 'share_fileTooLarge',
  'not-text': 'share_fileNotText',
};

const join = (text: string, more: string) =>
  text === '' || text.endsWith('\n') ? text + more : `${text}\n${more}`;

/** Takes account ids by typing, paste, drop or file, and says of each what becomes of it. */
export const AccountBox = ({
  text,
  paste,
  product,
  sentAnyway,
  onText,
  onSendAnyway,
  onSubmit,
}: {
  text: string;
  paste: Paste;
  product: ProductId;
  /** Those of the doubtful ones that are sent all the same. */
  sentAnyway: readonly string[];
  onText: (text: string) => void;
  onSendAnyway: (accounts: readonly string[]) => void;
  onSubmit: () => void;
}) => {
  const id = useId();
  const chooser = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<Problem>();
  const change = (next: string) => {
    const fits = next.length <= maxPasteLength;
    setProblem(fits ? undefined : 'too-large');
    onText(fits ? next : text);
  };
  const takeFiles = async (files: readonly File[]) => {
    const reading = await readFiles(files);
    if (reading.ok) change(join(text, reading.text));
    else setProblem(reading.reason);
  };
  const doubtful = paste.tokens.flatMap(({ verdict, account }) =>
    verdict === 'suspicious' && account !== undefined && !sentAnyway.includes(account) ? [account] : [],
  );
  return (
    <>
      <div class="field">
        <div class="spread">
          <label class="label" for={id}>
            {t('share_accountIds')}
          </label>
          <Button kind="quiet" isSlim onClick={() => chooser.current?.click()}>
            {t('share_openFile')}
          </Button>
          <input
            ref={chooser}
            type="file"
            hidden
            multiple
            accept=".csv,.txt,.tsv,.json,text/*"
            onChange={(event) => {
              void takeFiles([...(event.currentTarget.files ?? [])]);
              event.currentTarget.value = '';
            }}
          />
        </div>
        <textarea
          id={id}
          class="input"
          rows={4}
          spellcheck={false}
          autocomplete="off"
          placeholder={t('share_accountIdsHint')}
          aria-describedby={`${id}-sum`}
          value={text}
          onInput={(event) => change(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSubmit();
          }}
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            const dropped = event.dataTransfer;
            if (!dropped) return;
            event.preventDefault();
            if (dropped.files.length > 0) void takeFiles([...dropped.files]);
            else change(join(text, dropped.getData('text')));
          }}
        />
        <div class="hint" id={`${id}-sum`} role="status" aria-label={t('share_pasteSummary')}>
          {text.trim() === '' ? t('share_pasteNothing') : summaryText(paste, sentAnyway)}
        </div>
      </div>
      {problem !== undefined && (
        <Note kind="bad" role="alert">
          {t(problemKeys[problem])}
        </Note>
      )}
      {doubtful.length > 1 && (
        <Note kind="warn">
          <span>{t('share_doubtful', doubtful.length)}</span>
          <span class="line">
            <Button isSlim onClick={() => onSendAnyway(doubtful)}>
              {t('share_sendAllAnyway', doubtful.length)}
            </Button>
          </span>
        </Note>
      )}
      {paste.tokens.length > 0 && (
        <PastedEntries paste={paste} product={product} sentAnyway={sentAnyway} onSendAnyway={onSendAnyway} />
      )}
    </>
  );
};
