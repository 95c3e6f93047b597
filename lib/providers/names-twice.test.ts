import { expect, test } from 'vitest';
import { namesTwice } from './names-twice';

test.each([
  '{"a":1,"a":2}',
  '{"x":{"b":[{"a":1,"b":{},"a":[]}]}}',
  '{"a":1,"\\u0061":2}',
  '{"a\\"b":1,"c":"a\\"b","a\\"b":2}',
  '{"":1,"":2}',
  '[{"a":{"a":1}},{"a":1,"a":1}]',
])('finds a name that stands twice in one object: %s', (text) => {
  expect(namesTwice(text)).toBe(true);
});

test.each([
  '{}',
  '[]',
  '"a:a"',
  '{"a":{"a":1},"b":[{"a":1},{"a":2}]}',
  '{"a":"\\"a\\":1,","b":"{\\"a\\":1}"}',
  '{"a":["a","a",{"b":1}],"b":1}',
  '{"a\\\\":1,"a":"\\\\"}',
])('lets names stand once in each object: %s', (text) => {
  expect(namesTwice(text)).toBe(false);
});
