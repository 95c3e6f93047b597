import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { playSchedule } from './play';
import type { Schedule } from './schedule';

vi.mock('../../signing/digest', () => import('./quick-digest'));

const folder = new URL('kept/', import.meta.url);

/** Schedules that once broke a promise, shrunk; each is named by what holds since. */
describe('what a schedule once broke', () => {
  for (const file of readdirSync(folder)) {
    test(file.replace('.json', '').replaceAll('-', ' '), async () => {
      // Written by the soak itself.
      const schedule = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Schedule;
      expect((await playSchedule(schedule)).violations).toEqual([]);
    });
  }
});
