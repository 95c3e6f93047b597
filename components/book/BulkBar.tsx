import { useState } from 'preact/hooks';
import { readGroups, readWords } from '../../lib/domain/book';
import { count, t } from '../text';
import { Button } from '../ui/button';
import { TextField } from '../ui/fields';
import type { BulkEdit } from './book-state';

const nothing = { tags: '', groups: '' };

/** Gives words to every chosen account at once, trusts or forgets them, or takes them out. */
export const BulkBar = ({
  chosen,
  isBusy,
  onEdit,
  onRemove,
}: {
  /** How many accounts are chosen. */
  chosen: number;
  isBusy: boolean;
  onEdit: (edit: BulkEdit) => void;
  onRemove: () => void;
}) => {
  const [draft, setDraft] = useState(nothing);
  const [problem, setProblem] = useState<string>();
  const apply = () => {
    const { groups, bad } = readGroups(draft.groups);
    setProblem(bad.length > 0 ? t('book_badGroup', bad.join(t('share_comma'))) : undefined);
    if (bad.length > 0) return;
    onEdit({ tags: readWords(draft.tags), groups });
    setDraft(nothing);
  };
  const isEmpty = draft.tags.trim() === '' && draft.groups.trim() === '';
  return (
    <section class="card soft bulk" aria-label={t('book_bulk')}>
      <span class="strong" role="status">
        {count('book_chosen', chosen)}
      </span>
      <div class="choices">
        <TextField
          label={t('book_addGroups')}
          value={draft.groups}
          problem={problem}
          onInput={(groups) => setDraft({ ...draft, groups })}
          onEnter={apply}
        />
        <TextField
          label={t('book_addTags')}
          value={draft.tags}
          onInput={(tags) => setDraft({ ...draft, tags })}
          onEnter={apply}
        />
      </div>
      <div class="line">
        <Button kind="primary" isBusy={isBusy} isDisabled={isEmpty} onClick={apply}>
          {t('book_applyToChosen')}
        </Button>
        <Button onClick={() => onEdit({ tags: [], groups: [], isTrusted: true })}>{t('book_trust')}</Button>
        <Button onClick={() => onEdit({ tags: [], groups: [], isTrusted: false })}>
          {t('book_distrust')}
        </Button>
        <span class="grow" />
        <Button kind="danger" isBusy={isBusy} onClick={onRemove}>
          {count('book_removeChosen', chosen)}
        </Button>
      </div>
    </section>
  );
};
