import { useState } from 'preact/hooks';
import { t } from '../text';
import { TextField } from '../ui/fields';
import { type Strength, shortestPassphrase, strengthOf } from './passphrase';

const strengthKeys: Record<Exclude<Strength, 'empty'>, string> = {
  'too-short': 'keys_strengthTooShort',
  weak: 'keys_strengthWeak',
  fair: 'keys_strengthFair',
  strong: 'keys_strengthStrong',
};

const StrengthHint = ({ strength }: { strength: Strength }) =>
  strength === 'empty' ? (
    <span>{t('keys_passphraseHint', shortestPassphrase)}</span>
  ) : (
    <span class={`strength ${strength}`}>
      <i aria-hidden="true" />
      {t(strengthKeys[strength], shortestPassphrase)}
    </span>
  );

/** A passphrase typed twice, for a new vault or a new lock on an old one. */
export interface NewPassphrase {
  first: string;
  second: string;
  type: (which: 'first' | 'second', value: string) => void;
  /** Whether the two differ, shown once the second is typed out or was sent. */
  differs: boolean;
  /** Whether there is one to use; from then on what is wrong is shown. */
  check: () => boolean;
  clear: () => void;
}

export const useNewPassphrase = (): NewPassphrase => {
  const [typed, setTyped] = useState({ first: '', second: '' });
  const [isTried, setIsTried] = useState(false);
  const { first, second } = typed;
  const strength = strengthOf(first);
  return {
    first,
    second,
    type: (which, value) => setTyped((before) => ({ ...before, [which]: value })),
    differs: second !== '' && first !== second && (isTried || second.length >= first.length),
    check: () => {
      setIsTried(true);
      return first === second && strength !== 'empty' && strength !== 'too-short';
    },
    clear: () => {
      setTyped({ first: '', second: '' });
      setIsTried(false);
    },
  };
};

/** Both fields, with a hint at how hard the passphrase is to guess. */
export const NewPassphraseFields = ({
  passphrase,
  onEnter,
}: {
  passphrase: NewPassphrase;
  onEnter: () => void;
}) => (
  <>
    <TextField
      label={t('keys_newPassphrase')}
      value={passphrase.first}
      onInput={(value) => passphrase.type('first', value)}
      type="password"
      autocomplete="new-password"
      hint={<StrengthHint strength={strengthOf(passphrase.first)} />}
    />
    <TextField
      label={t('keys_repeatPassphrase')}
      value={passphrase.second}
      onInput={(value) => passphrase.type('second', value)}
      type="password"
      autocomplete="new-password"
      onEnter={onEnter}
      problem={passphrase.differs ? t('keys_mismatch') : undefined}
    />
  </>
);
