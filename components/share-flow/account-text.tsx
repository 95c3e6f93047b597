import { useEffect, useMemo, useRef } from 'preact/hooks';
import { t } from '../text';
import { Button } from '../ui/button';
import { type Excerpt, excerptOf, isLong } from './excerpt';

const join = (text: string, more: string) =>
  text === '' || text.endsWith('\n') ? text + more : `${text}\n${more}`;

/** @returns the text with a pasted one in the place of what is selected in the field */
const insert = (text: string, more: string, field: HTMLTextAreaElement): string => {
  const { selectionStart, selectionEnd, value } = field;
  if (selectionStart === 0 && selectionEnd === value.length) return more;
  return isLong(text) ? join(text, more) : text.slice(0, selectionStart) + more + text.slice(selectionEnd);
};

/** The field for account ids. A text too long for a field is kept beside it, and a part of it is shown. */
export const AccountText = ({
  id,
  text,
  place,
  onText,
  onFiles,
  onSubmit,
}: {
  id: string;
  text: string;
  /** The part of the text to select; a new object selects anew. */
  place: Excerpt | undefined;
  onText: (text: string) => void;
  onFiles: (files: readonly File[]) => void;
  onSubmit: () => void;
}) => {
  const field = useRef<HTMLTextAreaElement>(null);
  const isPart = isLong(text);
  const { start, end } = useMemo(() => excerptOf(text, place?.start ?? 0), [text, place]);
  const shown = useMemo(() => text.slice(start, end), [text, start, end]);
  useEffect(() => {
    if (!place || !field.current) return;
    field.current.setSelectionRange(place.start - start, place.end - start);
    // Chromium scrolls to a selection only when the field takes the focus.
    field.current.blur();
    field.current.focus();
  }, [place]);
  return (
    <>
      <textarea
        ref={field}
        id={id}
        class="input"
        rows={4}
        spellcheck={false}
        autocomplete="off"
        placeholder={t('share_accountIdsHint')}
        aria-describedby={`${id}-sum`}
        readOnly={isPart}
        value={shown}
        onInput={(event) => onText(event.currentTarget.value)}
        onPaste={(event) => {
          const pasted = event.clipboardData?.getData('text/plain') ?? '';
          const next = insert(text, pasted, event.currentTarget);
          // The browser puts short texts in by itself, which keeps its undo.
          if (pasted === '' || (!isPart && !isLong(next))) return;
          event.preventDefault();
          onText(next);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSubmit();
        }}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          const dropped = event.dataTransfer;
          if (!dropped) return;
          event.preventDefault();
          if (dropped.files.length > 0) onFiles([...dropped.files]);
          else onText(join(text, dropped.getData('text')));
        }}
      />
      {isPart && (
        <div class="spread nowrap">
          <span class="muted small">{t('share_textPart')}</span>
          <Button kind="quiet" isSlim onClick={() => onText('')}>
            {t('share_textClear')}
          </Button>
        </div>
      )}
    </>
  );
};
