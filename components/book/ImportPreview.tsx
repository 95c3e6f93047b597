import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { BookEntry } from '../../lib/domain/book';
import type { BadLine, ImportLine } from '../../lib/domain/book-csv';
import { count, t } from '../text';
import { Button } from '../ui/button';
import { Fold, Row } from '../ui/group';
import { OutcomeMark } from '../ui/outcome-mark';
import { Stats } from '../ui/stats';
import { VirtualList } from '../ui/virtual-list';

const reasonKeys: Record<BadLine, string> = {
  'no-account': 'book_bad_noAccount',
  'not-account': 'book_bad_notAccount',
  damaged: 'book_bad_damaged',
  'cloud-unknown': 'book_bad_cloud',
  twice: 'book_bad_twice',
  'group-name': 'book_bad_group',
  'too-long': 'book_bad_long',
};

type Kind = ImportLine['kind'];

const wordsOf = (entry: BookEntry): string =>
  [...entry.groups.map((group) => `@${group}`), ...entry.tags, entry.notes]
    .filter((part) => part !== '')
    .join(' · ');

/** @returns the fields that differ, each as it was and as it will be */
const differences = (before: BookEntry, after: BookEntry): string =>
  (
    [
      ['book_label', before.label, after.label],
      ['book_groups', before.groups.join(' '), after.groups.join(' ')],
      ['book_tags', before.tags.join(' '), after.tags.join(' ')],
      ['book_notes', before.notes, after.notes],
      ['book_isTrusted', t(`book_is_${before.isTrusted}`), t(`book_is_${after.isTrusted}`)],
    ] as const
  )
    .filter(([, was, is]) => was !== is)
    .map(([key, was, is]) => t('book_difference', t(key), was || '–', is || '–'))
    .join(' · ');

const marks = { new: 'share', changed: 'kept', same: 'no-change', bad: 'problem' } as const;

const LineRow = ({ line }: { line: ImportLine }) => {
  const isBad = line.kind === 'bad';
  const sub: ComponentChildren = isBad
    ? t(reasonKeys[line.reason])
    : line.kind === 'changed'
      ? differences(line.before, line.entry)
      : wordsOf(line.entry);
  return (
    <Row
      mark={<OutcomeMark kind={marks[line.kind]} />}
      {...(sub === '' ? {} : { sub })}
      tail={<span class="muted small">{t('book_line', line.line)}</span>}
    >
      {isBad ? (
        <span class="muted">{line.text}</span>
      ) : (
        <>
          <span class="id">{line.entry.account}</span> <span>{line.entry.label}</span>
        </>
      )}
    </Row>
  );
};

const Part = ({ label, lines, startsOpen }: { label: string; lines: ImportLine[]; startsOpen: boolean }) => {
  const [isOpen, setIsOpen] = useState(startsOpen);
  if (lines.length === 0) return null;
  return (
    <Fold
      summary={label}
      aside={<span class="count">{lines.length}</span>}
      isOpen={isOpen}
      onToggle={setIsOpen}
    >
      <VirtualList items={lines} keyOf={(line) => line.line} label={label} rowHeight={49}>
        {(line) => <LineRow line={line} />}
      </VirtualList>
    </Fold>
  );
};

/** What importing a file would change, before anything is kept. */
export const ImportPreview = ({
  name,
  lines,
  isBusy,
  onImport,
  onCancel,
}: {
  /** Of the file. */
  name: string;
  lines: readonly ImportLine[];
  isBusy: boolean;
  onImport: (entries: BookEntry[]) => void;
  onCancel: () => void;
}) => {
  const of = (kind: Kind) => lines.filter((line) => line.kind === kind);
  const taken = lines.flatMap((line) => (line.kind === 'new' || line.kind === 'changed' ? [line.entry] : []));
  return (
    <section class="stack" aria-label={t('book_preview')}>
      <div>
        <h2 class="preview-head">{t('book_previewOf', name)}</h2>
        <p class="muted small">{t('book_previewMeans')}</p>
      </div>
      <Stats
        stats={[
          { label: t('book_new'), value: of('new').length, tone: 'good' },
          { label: t('book_changed'), value: of('changed').length },
          { label: t('book_same'), value: of('same').length },
          { label: t('book_bad'), value: of('bad').length, tone: of('bad').length > 0 ? 'bad' : undefined },
        ]}
      />
      {lines.length === 0 && <p class="muted">{t('book_emptyFile')}</p>}
      <div class="group">
        <Part label={t('book_bad')} lines={of('bad')} startsOpen />
        <Part label={t('book_changed')} lines={of('changed')} startsOpen />
        <Part label={t('book_new')} lines={of('new')} startsOpen={of('changed').length === 0} />
        <Part label={t('book_same')} lines={of('same')} startsOpen={false} />
      </div>
      <div class="line">
        <Button
          kind="primary"
          isBusy={isBusy}
          isDisabled={taken.length === 0}
          onClick={() => onImport(taken)}
        >
          {count('book_importCount', taken.length)}
        </Button>
        <Button onClick={onCancel}>{t('book_cancel')}</Button>
      </div>
    </section>
  );
};
