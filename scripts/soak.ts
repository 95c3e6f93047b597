// Plays random schedules of faults against the whole background on a virtual clock (docs/reliability.md).
// The last line is one JSON object; the exit code tells whether every promise held and every mutant was caught.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { mutants } from '../lib/testing/model/mutants.ts';
import { playTask, type Told } from './soak/task.ts';

/** A mutant that so many schedules do not show counts as missed. */
const mostPerMutant = 4_000;

const { values } = parseArgs({
  options: {
    schedules: { type: 'string', default: '2000' },
    workers: { type: 'string', default: String(Math.max(1, Math.min(3, availableParallelism() - 1))) },
    seed: { type: 'string', default: '1' },
  },
});
const schedules = Number(values.schedules);
const workers = Math.max(1, Number(values.workers));
const seed = Number(values.seed);

const totals = { schedules: 0, kills: 0, jobs: 0, writes: 0, reads: 0, violations: 0 };
const byKind = new Map<string, number>();
const caught: Record<string, number | 'missed'> = {};

const take = (told: Told): void => {
  if (told.kind === 'played') {
    totals.schedules += 1;
    totals.violations += told.violations;
    for (const name of ['kills', 'jobs', 'writes', 'reads'] as const) totals[name] += told.counts[name];
    for (const [kind, times] of told.faults) byKind.set(kind, (byKind.get(kind) ?? 0) + times);
    if (totals.schedules % 5_000 === 0)
      console.log(`${totals.schedules} schedules, ${totals.violations} violations`);
  }
  if (told.kind === 'broken') {
    console.log(
      `\nA promise is broken. The events, then the schedule, to be kept in lib/testing/model/kept:\n`,
    );
    for (const line of told.story) console.log(line);
    for (const { law, what } of told.violations) console.log(`BROKEN ${law}: ${what}`);
    console.log(`${told.schedule}\n`);
  }
};

const huntMutants = async (queue: (typeof mutants)[number][]): Promise<void> => {
  for (let mutant = queue.shift(); mutant; mutant = queue.shift()) {
    const { name, law, changes } = mutant;
    const done = await playTask({ changes, seed, schedules: mostPerMutant, law }, () => {});
    caught[name] = done.isCaught ? done.schedules : 'missed';
  }
};

const inShares = Array.from(
  { length: workers },
  (_, at) => Math.floor((schedules * (at + 1)) / workers) - Math.floor((schedules * at) / workers),
);
// The detector first: schedules say nothing before it is known to work.
const queue = [...mutants];
await Promise.all(Array.from({ length: workers }, () => huntMutants(queue)));

const startedAt = performance.now();
await Promise.all(
  inShares.map((share, at) => playTask({ changes: [], seed: seed + at * 1_000_003, schedules: share }, take)),
);
const playedMs = performance.now() - startedAt;
const row = (name: string, value: string | number) => console.log(`${name.padEnd(42)} ${value}`);
console.log(`\nseed ${seed}, ${workers} workers, ${(playedMs / 1_000).toFixed(0)} s`);
for (const [name, value] of Object.entries(totals)) row(name, value);
for (const [kind, times] of [...byKind].sort()) row(`fault: ${kind}`, times);
for (const { name } of mutants) row(`mutant: ${name}`, `${caught[name]} schedules`);

const isWhole = totals.violations === 0 && mutants.every(({ name }) => typeof caught[name] === 'number');
const { kills, jobs, writes, reads, violations } = totals;
const faults = { byKind: Object.fromEntries([...byKind].sort()) };
console.log(
  JSON.stringify({
    schedules: totals.schedules,
    kills,
    faults,
    jobs,
    writes,
    reads,
    violations,
    mutants: caught,
  }),
);
process.exitCode = isWhole ? 0 : 1;
