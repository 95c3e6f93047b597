import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { open, seal } from './record';
import type { RecordKind } from './records';

interface Note {
  title: string;
  stars: number;
}

const schema = z.strictObject({ title: z.string(), stars: z.number() });

/** A kind that came to version 3: version 1 was a text, version 2 had no stars. */
const notes: RecordKind<Note> = {
  schema,
  migrations: [(text) => ({ title: z.string().parse(text) }), (note) => ({ ...Object(note), stars: 0 })],
};

describe('a stored record', () => {
  test('names the version it was written in', () => {
    expect(seal(notes, { title: 'a', stars: 1 })).toEqual({ version: 3, value: { title: 'a', stars: 1 } });
    expect(seal({ schema, migrations: [] }, { title: 'a', stars: 1 }).version).toBe(1);
  });

  test.each([
    [1, 'a', { title: 'a', stars: 0 }],
    [2, { title: 'a' }, { title: 'a', stars: 0 }],
    [3, { title: 'a', stars: 5 }, { title: 'a', stars: 5 }],
  ])('of version %d is raised step by step', (version, value, raised) => {
    expect(open(notes, { version, value })).toEqual({ state: 'value', value: raised });
  });

  test('of a newer version is told apart from a broken one', () => {
    expect(open(notes, { version: 4, value: 'anything' })).toEqual({ state: 'newer' });
  });

  test.each([
    undefined,
    null,
    'text',
    7,
    [],
    {},
    { version: 3 },
    { version: '3', value: {} },
    { version: 0, value: 'a' },
    { version: 1.5, value: 'a' },
    { version: -1, value: 'a' },
    { version: 1, value: 7 },
    { version: 3, value: { title: 'a' } },
    { version: 3, value: { title: 'a', stars: 1, extra: true } },
    { version: 3, value: { title: 'a', stars: 1 }, extra: true },
  ])('that is %j is unreadable', (stored) => {
    expect(open(notes, stored)).toMatchObject({ state: 'unreadable' });
  });

  test('says which field is wrong and nothing of what was in it', () => {
    const opened = open(notes, { version: 3, value: { title: 'dummy-secret', stars: 'dummy-secret' } });
    expect(opened).toMatchObject({ state: 'unreadable', reason: 'stars: invalid_type' });
    const foreign = open(notes, { version: 3, value: { title: 'a', stars: 1, 'dummy-secret': 1 } });
    expect(JSON.stringify(foreign)).not.toContain('dummy-secret');
  });
});
