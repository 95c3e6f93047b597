import { expect, test } from 'vitest';
import type { JobRow, OutcomeKind } from '../../lib/domain/job';
import { type Change, changeReducer, noChanges, runningFor } from './change-state';

const change = (id: string, accounts: string[]): Change => ({ id, itemKey: 'i', action: 'revoke', accounts });
const row = (account: string, outcome: OutcomeKind): JobRow => ({
  index: 0,
  account,
  imageId: 'img-00000001',
  action: 'revoke',
  outcome,
  ...(outcome === 'refused' ? { failure: { kind: 'account-still-shared' as const } } : {}),
});
const started = (id: string, accounts: string[], state = noChanges) =>
  changeReducer(state, { kind: 'started', change: change(id, accounts) });
const ended = (rows: JobRow[]) => ({ jobId: 'j', rows, isUndoPossible: true });

test('keeps several changes apart', () => {
  const both = started('b', ['2'], started('a', ['1']));
  expect(runningFor(both, 'i', '1')?.id).toBe('a');
  expect(runningFor(both, 'i', '2')?.id).toBe('b');
  expect(runningFor(both, 'other', '1')).toBeUndefined();
});

test('offers undo only for what was confirmed', () => {
  const state = changeReducer(started('a', ['1', '2']), {
    kind: 'settled',
    changeId: 'a',
    end: ended([row('1', 'confirmed'), row('2', 'refused')]),
    isUndo: false,
  });
  expect(state.running).toEqual([]);
  expect(state.last).toMatchObject({ confirmed: ['1'], refused: 1, jobId: 'j' });
  expect(state.refusals).toMatchObject([{ account: '2', failure: { kind: 'account-still-shared' } }]);
  const refused = changeReducer(started('a', ['2']), {
    kind: 'settled',
    changeId: 'a',
    end: ended([row('2', 'refused')]),
    isUndo: false,
  });
  expect(refused.last?.jobId).toBeUndefined();
});

test('does not offer to undo an undo', () => {
  const end = ended([row('1', 'confirmed')]);
  const state = changeReducer(started('a', ['1']), { kind: 'settled', changeId: 'a', end, isUndo: true });
  expect(state.last?.jobId).toBeUndefined();
});

test('drops the undo and the old refusal at the next change', () => {
  const before = changeReducer(started('a', ['1']), {
    kind: 'failed',
    changeId: 'a',
    failure: { kind: 'vault-locked' },
  });
  expect(before.refusals).toHaveLength(1);
  const after = started('b', ['1'], before);
  expect(after.refusals).toEqual([]);
  expect(after.last).toBeUndefined();
});

test('ends only the offer that it was told about', () => {
  const state = changeReducer(started('a', ['1']), { kind: 'unneeded', changeId: 'a' });
  expect(state.last?.unchanged).toEqual(['1']);
  expect(changeReducer(state, { kind: 'offer-ended', changeId: 'b' }).last).toBeDefined();
  expect(changeReducer(state, { kind: 'offer-ended', changeId: 'a' }).last).toBeUndefined();
});
