import { expect, test } from 'vitest';
import { findOversize } from './size-budgets.ts';

const files = [
  { path: 'popup.html', text: '<script src="/chunks/popup-1.js"></script><link href="/assets/popup-1.css">' },
  { path: 'chunks/popup-1.js', text: 'x'.repeat(100) },
  { path: 'assets/popup-1.css', text: 'é'.repeat(50) },
  { path: 'chunks/panel-1.js', text: 'x'.repeat(9000) },
  { path: 'background.js', text: 'x'.repeat(500) },
];
const page = files[0]?.text.length ?? 0;

test('a file and a page with all that it loads may have their budget and no byte more', () => {
  expect(findOversize(files, { 'background.js': 500, 'popup.html': page + 200 })).toEqual([]);
  const over = findOversize(files, { 'background.js': 499, 'popup.html': page + 199 });
  expect(over.map(({ path, rule }) => [path, rule])).toEqual([
    ['background.js', 'size budget'],
    ['popup.html', 'size budget'],
  ]);
  expect(over[0]?.excerpt).toMatch(/^500 bytes, 1 above its budget\. .*raise the budget/);
});

test('a budget for nothing is told', () => {
  expect(findOversize(files, { 'content-scripts/gone.js': 1 })).toMatchObject([
    { path: 'content-scripts/gone.js' },
  ]);
});
