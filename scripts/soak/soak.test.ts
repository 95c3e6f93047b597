import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { mutants } from '../../lib/testing/model/mutants';

test('random schedules break no promise, and every mutant of the engine breaks one', async () => {
  const parts = ['scripts/soak.ts', '--schedules', '400', '--workers', '2', '--seed', '20261122'];
  // Rejects for an exit code other than 0, with what the soak printed.
  const { stdout } = await promisify(execFile)(process.execPath, parts, { maxBuffer: 64 * 1024 * 1024 });
  const told = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
  expect(told).toMatchObject({ schedules: 400, violations: 0 });
  expect(Object.keys(told.mutants)).toHaveLength(mutants.length);
  for (const schedules of Object.values(told.mutants)) expect(schedules).toBeGreaterThan(0);
}, 600_000);
