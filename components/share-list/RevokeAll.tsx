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
  name,
  total,
  consequence,
  onConfirm,
  onCancel,
}: {
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
    <section class="inset ask" aria-label={t('roster_revokeAll')} ref={place}>
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

/** Asks in place before a whole roster is revoked, with the number a fresh plan came to. */
export const RevokeAll = ({
  known,
  onConfirm,
}: {
  known: KnownRoster;
  onConfirm: (plan: Plan, accounts: string[]) => void;
}) => {
  const client = useClient();
  const [stage, setStage] = useState<Stage>({ kind: 'idle' });
  const accounts = known.roster?.entries.map((entry) => entry.account) ?? [];

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
      <div class="tools">
        <span class="muted small">
          {stage.kind === 'idle' && stage.isUnneeded
            ? t('roster_nobody')
            : count('roster_withAccess', accounts.length)}
        </span>
        <Button kind="danger-quiet" isSlim isBusy={stage.kind === 'planning'} onClick={() => void ask()}>
          {t('roster_revokeAll')}
        </Button>
      </div>
    </>
  );
};
