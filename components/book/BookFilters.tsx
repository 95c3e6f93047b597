import { type BookEntry, cloudIds } from '../../lib/domain/book';
import { t } from '../text';
import { SearchBox, Select } from '../ui/fields';
import { type BookFilter, wordCounts } from './book-state';
import { cloudName } from './cloud-text';

/** Search and the choices that narrow the list; a choice of one is not offered. */
export const BookFilters = ({
  entries,
  filter,
  onChange,
}: {
  entries: readonly BookEntry[];
  filter: BookFilter;
  onChange: (filter: BookFilter) => void;
}) => {
  const groups = wordCounts(entries, 'groups');
  const tags = wordCounts(entries, 'tags');
  const clouds = cloudIds.filter((cloud) => entries.some((entry) => entry.cloud === cloud));
  const wordOptions = (all: string, words: { word: string; count: number }[], sign: string) => [
    { value: '', text: all },
    ...words.map(({ word, count }) => ({ value: word, text: `${sign}${word} (${count})` })),
  ];
  return (
    <>
      <SearchBox
        label={t('book_search')}
        value={filter.query}
        shortcut="/"
        onInput={(query) => onChange({ ...filter, query })}
      />
      {(groups.length > 0 || tags.length > 0 || clouds.length > 1) && (
        <div class="choices">
          {groups.length > 0 && (
            <Select
              label={t('book_group')}
              value={filter.group}
              options={wordOptions(t('book_allGroups'), groups, '@')}
              onChange={(group) => onChange({ ...filter, group })}
            />
          )}
          {tags.length > 0 && (
            <Select
              label={t('book_tag')}
              value={filter.tag}
              options={wordOptions(t('book_allTags'), tags, '')}
              onChange={(tag) => onChange({ ...filter, tag })}
            />
          )}
          {clouds.length > 1 && (
            <Select
              label={t('book_cloud')}
              value={filter.cloud}
              options={[
                { value: '', text: t('book_allClouds') },
                ...clouds.map((cloud) => ({ value: cloud, text: cloudName(cloud) })),
              ]}
              onChange={(value) =>
                onChange({ ...filter, cloud: clouds.find((cloud) => cloud === value) ?? '' })
              }
            />
          )}
        </div>
      )}
    </>
  );
};
