import { useEffect, useRef, useState } from 'preact/hooks';
import { accountKey, type BookEntry, cloudIds } from '../../lib/domain/book';
import { t } from '../text';
import { Button } from '../ui/button';
import { Select, TextField } from '../ui/fields';
import { cloudName } from './cloud-text';
import { type Draft, draftOf, type Problems, readDraft } from './entry-draft';

/** Adds an account, or edits what is kept beside one; the number itself never changes. */
export const EntryForm = ({
  entry,
  entries,
  isBusy,
  onSave,
  onCancel,
}: {
  /** Absent for a new account. */
  entry?: BookEntry | undefined;
  entries: readonly BookEntry[];
  isBusy: boolean;
  onSave: (entry: BookEntry) => void;
  onCancel: () => void;
}) => {
  const [draft, setDraft] = useState(() => draftOf(entry));
  const [problems, setProblems] = useState<Problems>({});
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const save = () => {
    const taken = new Set(entries.map(accountKey));
    const read = readDraft(draft, { isNew: !entry, isTaken: (ref) => taken.has(accountKey(ref)) });
    if ('problems' in read) setProblems(read.problems);
    else onSave(read.entry);
  };
  return (
    <section
      class="card"
      aria-label={t(entry ? 'book_editHeading' : 'book_addHeading')}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel();
      }}
    >
      <h2>{entry ? t('book_editAccount', entry.account) : t('book_addHeading')}</h2>
      <div class="choices">
        {!entry && (
          <>
            <Select
              label={t('book_cloud')}
              value={draft.cloud}
              options={cloudIds.map((cloud) => ({ value: cloud, text: cloudName(cloud) }))}
              onChange={(cloud) => change({ cloud: cloud === 'alibaba' ? 'alibaba' : 'tencent' })}
            />
            <TextField
              label={t('book_account')}
              value={draft.account}
              inputMode="numeric"
              isRequired
              problem={problems.account}
              onInput={(account) => change({ account })}
              onEnter={save}
              inputRef={first}
            />
          </>
        )}
        <TextField
          label={t('book_label')}
          value={draft.label}
          onInput={(label) => change({ label })}
          onEnter={save}
          {...(entry ? { inputRef: first } : {})}
        />
        <TextField
          label={t('book_groups')}
          hint={t('book_groupsHint')}
          value={draft.groups}
          problem={problems.groups}
          onInput={(groups) => change({ groups })}
          onEnter={save}
        />
        <TextField
          label={t('book_tags')}
          hint={t('book_tagsHint')}
          value={draft.tags}
          onInput={(tags) => change({ tags })}
          onEnter={save}
        />
        <TextField
          label={t('book_notes')}
          value={draft.notes}
          onInput={(notes) => change({ notes })}
          onEnter={save}
        />
      </div>
      <label class="line">
        <input
          type="checkbox"
          checked={draft.isTrusted}
          onChange={(event) => change({ isTrusted: event.currentTarget.checked })}
        />
        {t('book_trusted')}
      </label>
      <div class="line">
        <Button kind="primary" isBusy={isBusy} onClick={save}>
          {t('book_save')}
        </Button>
        <Button onClick={onCancel}>{t('book_cancel')}</Button>
      </div>
    </section>
  );
};
