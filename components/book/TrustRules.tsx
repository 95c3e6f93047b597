import { useState } from 'preact/hooks';
import { type Book, isOnTrustedList } from '../../lib/domain/book';
import { count, t } from '../text';
import { Fold } from '../ui/group';
import { wordCounts } from './book-state';

/** Whom a person trusts: groups as a whole, and whether plans warn of anybody else. */
export const TrustRules = ({
  book: { entries, rules },
  onChange,
}: {
  book: Book;
  onChange: (rules: Book['rules']) => void;
}) => {
  const [isOpen, setIsOpen] = useState(false);
  const trusted = entries.filter((entry) => isOnTrustedList(entry, rules)).length;
  const words = wordCounts(entries, 'groups');
  // A group that lost its last account stays until a person takes it off.
  const empty = rules.groups.filter((name) => !words.some(({ word }) => word === name));
  const groups = [...words, ...empty.map((word) => ({ word, count: 0 }))];
  const toggle = (name: string, isOn: boolean) =>
    onChange({
      ...rules,
      groups: isOn ? [...rules.groups, name].sort() : rules.groups.filter((one) => one !== name),
    });
  return (
    <div class="group">
      <Fold
        summary={<span class="strong">{t('book_trustedList')}</span>}
        aside={<span class="muted small">{count('book_accounts', trusted)}</span>}
        isOpen={isOpen}
        onToggle={setIsOpen}
      >
        <div class="inset stack tight">
          <p class="muted small">{t('book_trustMeans')}</p>
          <label class="line">
            <input
              type="checkbox"
              checked={rules.isWarning}
              onChange={(event) => onChange({ ...rules, isWarning: event.currentTarget.checked })}
            />
            {t('book_warnOutside')}
          </label>
          {groups.map(({ word, count: members }) => (
            <label class="line" key={word}>
              <input
                type="checkbox"
                checked={rules.groups.includes(word)}
                onChange={(event) => toggle(word, event.currentTarget.checked)}
              />
              {t('book_trustGroup', word, count('book_accounts', members))}
            </label>
          ))}
        </div>
      </Fold>
    </div>
  );
};
