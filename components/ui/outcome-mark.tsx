import type { OutcomeKind } from '../../lib/domain/job';
import { t } from '../text';
import { Icon, type IconName } from './icon';

export type MarkKind = OutcomeKind | 'share' | 'revoke' | 'problem' | 'kept' | 'dropped';

const marks: Record<MarkKind, { icon: IconName; tone: '' | 'good' | 'bad' | 'caution' }> = {
  waiting: { icon: 'dots', tone: '' },
  confirmed: { icon: 'check', tone: 'good' },
  'no-change': { icon: 'minus', tone: '' },
  refused: { icon: 'cross', tone: 'bad' },
  unknown: { icon: 'question', tone: 'caution' },
  share: { icon: 'plus', tone: 'good' },
  revoke: { icon: 'minus', tone: 'bad' },
  problem: { icon: 'bang', tone: 'bad' },
  kept: { icon: 'check', tone: 'good' },
  dropped: { icon: 'minus', tone: '' },
};

/** A small round sign before a row; decoration only, the row's words say the same. */
export const OutcomeMark = ({ kind }: { kind: MarkKind }) => (
  <span class={`mark ${marks[kind].tone}`} aria-hidden="true">
    <Icon name={marks[kind].icon} size={10} weight={2.2} />
  </span>
);

const outcomeKeys: Record<OutcomeKind, string> = {
  waiting: 'ui_outcome_waiting',
  confirmed: 'ui_outcome_confirmed',
  'no-change': 'ui_outcome_noChange',
  refused: 'ui_outcome_refused',
  unknown: 'ui_outcome_unknown',
};

/** @returns the outcome's word: Confirmed, No change, Refused, Unknown, Waiting */
export const outcomeText = (outcome: OutcomeKind): string => t(outcomeKeys[outcome]);
