import { expect, test } from 'vitest';
import { judgeLint } from './lint.ts';

const preact = 'x||(e.innerHTML=b.__html),y';
const warning = {
  code: 'UNSAFE_VAR_ASSIGNMENT',
  message: 'Unsafe assignment to innerHTML',
  file: 'chunks/client.js',
  line: 2,
  column: 5,
};
const judge = (text: string, errors = [] as (typeof warning)[]) =>
  judgeLint({ errors, warnings: [warning] }, () => `first line\n${text}`);

test('passes over the warning about markup that Preact sets, and names the library', () => {
  expect(judge(preact)).toEqual({ passedOver: ['preact'], refused: [] });
});

test('refuses the same warning about code of ours', () => {
  const { passedOver, refused } = judge('x||(e.innerHTML=text),y');
  expect(passedOver).toEqual([]);
  expect(refused).toEqual(['UNSAFE_VAR_ASSIGNMENT chunks/client.js:2 Unsafe assignment to innerHTML']);
});

test('refuses every error', () => {
  expect(judge(preact, [warning]).refused).toHaveLength(1);
});
