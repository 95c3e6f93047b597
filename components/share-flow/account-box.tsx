import { useId, useMemo, useRef, useState } from 'preact/hooks';
import { maxPasteLength } from '../../lib/domain/paste/parse-paste';
import type { PasteToken } from '../../lib/domain/paste/token';
import type { ProductId } from '../../lib/domain/product';
import { count, t } from '../text';
import { Button } from '../ui/button';
import { Note } from '../ui/note';
import { Progress } from '../ui/progress';
import { AccountText } from './account-text';
import type { Excerpt } from './excerpt';
import { readingText, summaryText } from './paste-text';
import { PastedEntries } from './pasted-entries';
import { type FileProblem, readFiles } from './read-files';
import type { PasteReading } from './use-paste';

const problemKeys: Record<FileProblem, string> = {
  'too-large': 'share_fileTooLarge',
  workbook: 'share_fileWorkbook',
  'not-text': 'share_fileNotText',
};

const join = (text: string, more: string) =>
  text === '' || text.endsWith('\n') ? text + more : `${text}\n${more}`;

/**
 * @returns the doubtful ones that can be sent together, and how many were rounded. Those are most likely somebody
 *   else's accounts, so they are sent one by one or not at all
 */
const doubtfulOf = (tokens: readonly PasteToken[], sent: ReadonlySet<string>) => {
  const sendable: string[] = [];
  let rounded = 0;
  for (const { verdict, account, reason } of tokens) {
    if (verdict !== 'suspicious' || account === undefined || sent.has(account)) continue;
    if (reason === 'rounded') rounded += 1;
    else sendable.push(account);
  }
  return { sendable, rounded };
};

/** Takes account ids by typing, paste, drop or file, and says of each what becomes of it. */
export const AccountBox = ({
  text,
  reading,
  product,
  sentAnyway,
  onText,
  onSendAnyway,
  onSubmit,
}: {
  text: string;
  reading: PasteReading;
  product: ProductId;
  /** Those of the doubtful ones that are sent all the same. */
  sentAnyway: readonly string[];
  onText: (text: string) => void;
  onSendAnyway: (accounts: readonly string[]) => void;
  onSubmit: () => void;
}) => {
  const id = useId();
  const { paste, readPart } = reading;
  const chooser = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<FileProblem>();
  const [place, setPlace] = useState<Excerpt>();
  const change = (next: string) => {
    const fits = next.length <= maxPasteLength;
    setProblem(fits ? undefined : 'too-large');
    setPlace(undefined);
    onText(fits ? next : text);
  };
  const takeFiles = async (files: readonly File[]) => {
    const found = await readFiles(files);
    if (found.ok) change(join(text, found.text));
    else setProblem(found.reason);
  };
  const sent = useMemo(() => new Set(sentAnyway), [sentAnyway]);
  const rounded = useMemo(
    () => (paste.counts.rounded > 0 ? doubtfulOf(paste.tokens, sent).rounded : 0),
    [paste, sent],
  );
  const sendable = paste.counts.suspicious - sent.size - rounded;
  const summary = text.trim() === '' ? t('share_pasteNothing') : summaryText(paste.counts, sentAnyway.length);
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
            accept=".csv,.txt,.tsv,.json,.tf,.md,.log,text/*"
            onChange={(event) => {
              void takeFiles([...(event.currentTarget.files ?? [])]);
              event.currentTarget.value = '';
            }}
          />
        </div>
        <AccountText
          id={id}
          text={text}
          place={place}
          onText={change}
          onFiles={(files) => void takeFiles(files)}
          onSubmit={onSubmit}
        />
        <div class="hint" id={`${id}-sum`} role="status" aria-label={t('share_pasteSummary')}>
          {readPart === undefined ? summary : readingText(readPart)}
        </div>
        {readPart !== undefined && (
          <Progress label={t('share_reading')} value={readPart} max={1} text={readingText(readPart)} />
        )}
      </div>
      {problem !== undefined && (
        <Note kind="bad" role="alert">
          {t(problemKeys[problem])}
        </Note>
      )}
      {rounded > 0 && (
        <Note kind="bad" role="alert">
          <span class="strong">{t('share_rounded', rounded)}</span>
          <span>{t('share_roundedMeans')}</span>
        </Note>
      )}
      {sendable > 1 && (
        <Note kind="warn">
          <span>{count('share_doubtful', sendable)}</span>
          <span class="line">
            <Button isSlim onClick={() => onSendAnyway(doubtfulOf(paste.tokens, sent).sendable)}>
              {t('share_sendAllAnyway', sendable)}
            </Button>
          </span>
        </Note>
      )}
      {paste.tokens.length > 0 && (
        <PastedEntries
          paste={paste}
          product={product}
          sent={sent}
          onSendAnyway={onSendAnyway}
          onPlace={({ start, end }) => setPlace({ start, end })}
        />
      )}
    </>
  );
};
