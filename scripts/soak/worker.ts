import { parentPort, workerData } from 'node:worker_threads';
import fc from 'fast-check';
import type { Verdict } from '../../lib/testing/model/play.ts';
import type { Schedule } from '../../lib/testing/model/schedule.ts';
import { loadSources } from './load-sources.ts';
import type { Task, Told } from './task.ts';

// The main thread starts this file with a task.
const { changes, seed, schedules: most, law } = workerData as Task;
const tell = (told: Told) => parentPort?.postMessage(told);

// Failures as values and aborted waits are the rule here; their stacks cost more than all else.
Error.stackTraceLimit = 0;
loadSources(changes);
const { playSchedule } = await import('../../lib/testing/model/play.ts');
const { schedules } = await import('../../lib/testing/model/schedule.ts');

const isBroken = ({ violations }: Verdict): boolean =>
  violations.some((violation) => law === undefined || violation.law === law);

/** A smaller schedule is easier to read, not more wrong. */
const longestShrinkMs = 60_000;

let isShrinking = false;
let brokeAt = 0;
const property = fc.asyncProperty(schedules, async (schedule) => {
  if (isShrinking && performance.now() - brokeAt > longestShrinkMs) return true;
  const verdict = await playSchedule(schedule);
  if (!isShrinking) {
    const { faults, ...counts } = verdict.counts;
    tell({ kind: 'played', counts, faults: [...faults], violations: verdict.violations.length });
  }
  if (!isBroken(verdict)) return true;
  if (!isShrinking) brokeAt = performance.now();
  isShrinking = true;
  return false;
});

const explain = async (schedule: Schedule): Promise<Told> => {
  const story: string[] = [];
  const { violations } = await playSchedule(schedule, (line) => story.push(line));
  return { kind: 'broken', schedule: JSON.stringify(schedule), violations, story };
};

// A mutant is only to be caught; a real violation is to be read, so it is shrunk.
const found = await fc.check(property, { seed, numRuns: most, endOnFailure: law !== undefined });
const [broken] = found.counterexample ?? [];
if (broken && law === undefined) tell(await explain(broken));
tell({ kind: 'done', schedules: found.numRuns, isCaught: found.failed });
