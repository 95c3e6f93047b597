import { useEffect, useRef, useState } from 'preact/hooks';
import type { Failure } from '../../lib/domain/failure';
import type { KnownRoster } from '../../lib/domain/image';
import type { Plan } from '../../lib/domain/job';
import { useClient } from '../client-context';
import { revokeBreaks } from '../product-text';
import { count, t } from '../text';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';
import { TextField } from '../ui/fields';
import { prepareRevoke } from './change-roster';
import { numeral } from './dates';

/** From this many accounts on a person types the number, so that nobody empties a roster by habit. */
const typedCountFrom = 20;

/** @returns whether `typed` names `wanted`, in digits of any width, with or without separators */
export const isCountRight = (typed: string, wanted: number): boolean =>
  typed.normalize('NFKC').replace(/[\s,.]/g, '') === String(wanted);

type Stage =
  | { kind: 'idle'; failure?: Failure | undefined; isUnneeded?: boolean }
  | { kind: 'planning' }
  | { kind: 'asking'; plan: Plan; accounts: string[] };

const Question = ({
  label,
  name,
  total,
  consequence,
  onConfirm,
  onCancel,
}: {
  label: string;
  name: string;
  total: number;
  /** What revoking breaks. */
  consequence: string;
  onConfirm: () => void;
  onCancel: () => void;
}) => {
  const [typed, setTyped] = useState('');
  const place = useRef<HTMLElement>(null);
  // The number where one is asked for, otherwise the way back: never the press that takes away.
  useEffect(() => {
    const fields = place.current?.querySelectorAll<HTMLElement>('input, button');
    const first = total < typedCountFrom ? fields?.[1] : fields?.[0];
    first?.focus();
  }, [total]);
  const isSure = total < typedCountFrom || isCountRight(typed, total);
  return (
    <section class="inset ask" aria-label={label} ref={place}>
      <p class="strong">{count('roster_askRevoke', total, name)}</p>
      <p class="muted small">{consequence}</p>
      {total >= typedCountFrom && (
        <TextField
          label={t('roster_countField')}
          value={typed}
          onInput={setTyped}
          inputMode="numeric"
          hint={t('roster_countHint', total)}
          onEnter={() => isSure && onConfirm()}
        />
      )}
      <div class="line">
        <Button kind="danger-solid" isDisabled={!isSure} onClick={onConfirm}>
          {t('roster_confirmRevoke')}
        </Button>
        <Button onClick={onCancel}>{t('roster_cancel')}</Button>
      </div>
    </section>
  );
};

/** Asks in place before a roster, or the chosen ones of it, are revoked, with the number a fresh plan came to. */
export const RevokeAll = ({
  known,
  chosen,
  onConfirm,
}: {
  known: KnownRoster;
  /** Accounts chosen of it; none means all. */
  chosen: readonly string[];
  onConfirm: (plan: Plan, accounts: string[]) => void;
}) => {
  const client = useClient();
  const [stage, setStage] = useState<Stage>({ kind: 'idle' });
  const all = known.roster?.entries.map((entry) => entry.account) ?? [];
  const accounts = chosen.length > 0 ? [...chosen] : all;
  const label = chosen.length > 0 ? count('roster_revokeChosen', chosen.length) : t('roster_revokeAll');

  const ask = async () => {
    setStage({ kind: 'planning' });
    const prepared = await prepareRevoke(client, known, accounts);
    if (!prepared.ok) return setStage({ kind: 'idle', failure: prepared.failure });
    setStage(
      prepared.value.isNeeded ? { kind: 'asking', ...prepared.value } : { kind: 'idle', isUnneeded: true },
    );
  };

  if (stage.kind === 'asking') {
    return (
      <Question
        label={label}
        name={known.image.name || known.image.imageId}
        total={stage.accounts.length}
        consequence={revokeBreaks(known.image.product)}
        onCancel={() => setStage({ kind: 'idle' })}
        onConfirm={() => {
          setStage({ kind: 'idle' });
          onConfirm(stage.plan, stage.accounts);
        }}
      />
    );
  }
  return (
    <>
      {stage.kind === 'idle' && stage.failure && (
        <div class="inset">
          <FailureNote failure={stage.failure} />
        </div>
      )}
      <div class={`tools ${chosen.length > 0 ? 'chosen' : ''}`}>
        <span class="muted small">
          {stage.kind === 'idle' && stage.isUnneeded
            ? t('roster_nobody')
            : chosen.length > 0
              ? t('roster_chosenOf', numeral(chosen.length), numeral(all.length))
              : count('roster_withAccess', all.length)}
        </span>
        <Button kind="danger-quiet" isSlim isBusy={stage.kind === 'planning'} onClick={() => void ask()}>
          {label}
        </Button>
      </div>
    </>
  );
};
