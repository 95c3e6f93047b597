import { useMemo } from 'preact/hooks';
import { cloudOf } from '../../lib/domain/book';
import { findMentions } from '../../lib/domain/paste/groups';
import type { ProductId } from '../../lib/domain/product';
import { useLabels } from '../book/labels';
import { count, t } from '../text';
import { Select } from '../ui/fields';
import { Note } from '../ui/note';

/** Adds a whole group of the address book to the text by its name, and says which names it does not know. */
export const GroupPicker = ({
  text,
  product,
  onText,
}: {
  text: string;
  product: ProductId;
  onText: (text: string) => void;
}) => {
  const groups = useLabels().groupsIn(cloudOf(product));
  const unknown = useMemo(
    () => [
      ...new Set(
        findMentions(text)
          .filter(({ name, isAlone }) => isAlone && !groups.has(name))
          .map(({ name }) => `@${name}`),
      ),
    ],
    [text, groups],
  );
  const add = (name: string) => {
    if (name !== '') onText(`${text}${text === '' || text.endsWith('\n') ? '' : '\n'}@${name}\n`);
  };
  return (
    <>
      {groups.size > 0 && (
        <Select
          label={t('share_group')}
          value=""
          options={[
            { value: '', text: t('share_chooseGroup') },
            ...[...groups].map(([name, members]) => ({
              value: name,
              text: `@${name} (${count('book_accounts', members.length)})`,
            })),
          ]}
          onChange={add}
        />
      )}
      {unknown.length > 0 && (
        <Note kind="warn" role="status">
          {t('share_unknownGroup', unknown.slice(0, 5).join(t('share_comma')))}
        </Note>
      )}
    </>
  );
};
