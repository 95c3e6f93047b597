import { expect, test } from 'vitest';
import { rowOf, viewOf } from './fake-cloud';
import { exportJob } from './job-export';
import { askedCount, mergeView, rowsToShow, settledCount } from './job-progress';

test('changed rows take the place of the old ones', () => {
  const first = mergeView(undefined, viewOf([rowOf(0, 'waiting'), rowOf(1, 'waiting')]));
  const second = mergeView(first, { ...viewOf([rowOf(1, 'confirmed')]), total: 2 });
  expect(second.rows.map((row) => row.outcome)).toEqual(['waiting', 'confirmed']);
});

test('rows of another job are not kept', () => {
  const first = mergeView(undefined, viewOf([rowOf(0, 'waiting'), rowOf(1, 'waiting')]));
  expect(mergeView(first, viewOf([rowOf(0, 'confirmed')], { id: 'job-2' })).rows).toHaveLength(1);
});

test('what needs a person stands first, the rest keeps its order', () => {
  const rows = [rowOf(0, 'confirmed'), rowOf(1, 'unknown'), rowOf(2, 'waiting'), rowOf(3, 'refused')];
  expect(rowsToShow(rows, 'all').map((row) => row.index)).toEqual([3, 1, 0, 2]);
  expect(rowsToShow(rows, 'waiting').map((row) => row.index)).toEqual([2]);
});

test('unknown and waiting rows are not settled', () => {
  const rows = [rowOf(0, 'confirmed'), rowOf(1, 'unknown'), rowOf(2, 'waiting'), rowOf(3, 'refused')];
  expect(settledCount(mergeView(undefined, viewOf(rows)))).toBe(2);
});

test('what was in place before and what was never to be sent is not asked for', () => {
  const rows = [
    rowOf(0, 'confirmed'),
    rowOf(1, 'refused'),
    rowOf(2, 'refused', { skip: 'own-account' }),
    rowOf(3, 'no-change', { skip: 'already-there' }),
    rowOf(4, 'no-change', { skip: 'cancelled' }),
    rowOf(5, 'waiting'),
  ];
  expect(askedCount(mergeView(undefined, viewOf(rows)))).toBe(4);
});

test('an export names account, its name, image, outcome, code and request id', () => {
  const refused = rowOf(0, 'refused', {
    failure: { kind: 'account-not-found', code: 'Code', requestId: 'r-1' },
  });
  const { name, text } = exportJob(mergeView(undefined, viewOf([refused])), () => '=Acme');
  expect(name).toBe('image-roster-job-1.csv');
  expect(text).toContain('Account,Name,Image,Image ID,Action,Outcome,Detail,Code,Request ID\r\n');
  expect(text).toMatch(/100000000001,"'=Acme",golden,img-6pb6lrmy,Share,Refused,.*,Code,r-1\r\n/);
});

test('10,000 rows cost little at each answer: they are not gone through where none changed, and never sorted', () => {
  const many = Array.from({ length: 10_000 }, (_, index) =>
    rowOf(index, index % 7 === 0 ? 'refused' : 'waiting'),
  );
  const first = mergeView(undefined, viewOf(many));
  expect(mergeView(first, { ...viewOf([]), revision: 2 }).rows).toBe(first.rows);
  const second = mergeView(first, viewOf([rowOf(1, 'confirmed')]));
  expect(second.rows[2]).toBe(first.rows[2]);
  const sorted = [...second.rows].sort(
    (one, other) =>
      Number(other.outcome === 'refused') - Number(one.outcome === 'refused') || one.index - other.index,
  );
  expect(rowsToShow(second.rows, 'all')).toEqual(sorted);
});
