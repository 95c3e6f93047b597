import { createRandom, type Random } from '../../../practice/random.ts';
import type { JobStore } from '../../engine/ports';
import { createMemoryStores, type MemoryStores } from '../memory-stores';
import { type PlayedCloud, type PlayKit, playKits } from '../practice-kits';
import { createVirtualClock, type VirtualClock } from '../virtual-clock';
import { createOracle, type Oracle } from './oracle';
import { type CallFault, imageNumbers, type Schedule } from './schedule';

/** What is wrong with the world at the moment. */
interface Troubles {
  isOffline: boolean;
  isForbidden: boolean;
  isLocked: boolean;
  /** Writes of the store that will be refused. */
  full: number;
  /** Reads of the store that will fail. */
  unreadable: number;
  faults: { on: 'write' | 'read'; fault: CallFault; times: number }[];
  /** What becomes of the next writes on their way. */
  fates: ({ kind: 'double' } | { kind: 'late'; ms: number; isApplied: boolean })[];
  /** How long the next call takes to arrive, milliseconds. */
  slowMs: number;
}

export interface Counts {
  kills: number;
  jobs: number;
  writes: number;
  reads: number;
  faults: Map<string, number>;
}

/** Everything a run stands on: one cloud, one disk, one clock, and whoever lives at the moment. */
export interface Stage {
  kit: PlayKit;
  clock: VirtualClock;
  cloud: PlayedCloud;
  stores: MemoryStores;
  oracle: Oracle;
  random: Random;
  troubles: Troubles;
  counts: Counts;
  /** Which background lives; another number after each death. */
  life: { number: number; isAlive: boolean };
  /** Calls between the background and the cloud, by how they go on when it dies. */
  flights: Set<{ dies: boolean; lateMs: number | undefined }>;
  /** Copies that are still to arrive. */
  copies: { left: number };
  /** Milliseconds that the machine's clock is ahead. */
  skew: { ms: number };
  /** An await of the background: whatever is due at it happens. @returns whether the background lived through it */
  pass(mine: number): boolean;
  /** Told at each await. */
  onPass: { listener: () => void };
  count(fault: string): void;
  /** Tells what happens, for whoever reads along. */
  tell(what: string): void;
}

/** @param listen is told every event in a line */
export const createStage = (schedule: Schedule, listen?: (line: string) => void): Stage => {
  const kit = playKits[schedule.product];
  const clock = createVirtualClock();
  const oracle = createOracle();
  const cloud = kit.createCloud(clock.now, imageNumbers, schedule.chance);
  const counts: Counts = { kills: 0, jobs: 0, writes: 0, reads: 0, faults: new Map() };
  const life = { number: 0, isAlive: true };
  const onPass = { listener: () => {} };
  cloud.turn(schedule.quirks);
  oracle.lags(schedule.quirks.readDelayMs ?? 0);
  const accounts = kit.recipients(6);
  schedule.rosters.forEach((numbers, at) => {
    const roster = numbers.flatMap((number) => accounts[number] ?? []);
    cloud.setRoster(kit.imageAt(at), roster);
    for (const account of roster) oracle.changed(kit.imageAt(at), account, 'share', clock.now(), undefined);
  });
  const startedAt = clock.now();
  const tell = (what: string) => listen?.(`${((clock.now() - startedAt) / 1_000).toFixed(2)} s  ${what}`);
  return {
    tell,
    kit,
    clock,
    cloud,
    stores: createMemoryStores(),
    oracle,
    random: createRandom(schedule.chance),
    troubles: {
      isOffline: false,
      isForbidden: false,
      isLocked: false,
      full: 0,
      unreadable: 0,
      faults: [],
      fates: [],
      slowMs: 0,
    },
    counts,
    life,
    flights: new Set(),
    copies: { left: 0 },
    skew: { ms: schedule.skewMs },
    pass: (mine) => {
      if (mine === life.number) onPass.listener();
      return mine === life.number;
    },
    onPass,
    count: (fault) => void counts.faults.set(fault, (counts.faults.get(fault) ?? 0) + 1),
  };
};

/** What a dead background gets of everything it asked for. */
export const never = (): Promise<never> => new Promise(() => {});

/** The disk as one background sees it: it may die before a record is kept or after, and be refused a write. */
export const storeOf = (stage: Stage, mine: number): JobStore => {
  const { stores, oracle, troubles } = stage;
  const whileAlive = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    if (!stage.pass(mine)) return never();
    const value = await work();
    return stage.pass(mine) ? value : never();
  };
  const writing = <Value>(work: () => Promise<Value>): Promise<Value> =>
    whileAlive(() => {
      if (troubles.full <= 0) return work();
      troubles.full -= 1;
      stage.count('storage full');
      throw new DOMException('full', 'QuotaExceededError');
    });
  const reading = <Value>(work: () => Promise<Value>): Promise<Value> =>
    whileAlive(() => {
      if (troubles.unreadable <= 0) return work();
      troubles.unreadable -= 1;
      stage.count('storage unreadable');
      throw new DOMException('broken', 'UnknownError');
    });
  const { jobs } = stores;
  return {
    savePlan: (plan) =>
      writing(async () => {
        await jobs.savePlan(plan);
        oracle.planned(plan);
      }),
    readPlan: (planId) => reading(() => jobs.readPlan(planId)),
    saveJob: (job) =>
      writing(async () => {
        await jobs.saveJob(job);
        stage.tell(`disk: ${job.id} ${job.state} ${job.cause?.kind ?? ''}${job.endedAt ? ' ended' : ''}`);
        oracle.stored(job);
      }),
    loadJob: (jobId) => reading(() => jobs.loadJob(jobId)),
    listFacts: () => reading(() => jobs.listFacts()),
    saveFacts: (facts) => writing(() => jobs.saveFacts(facts)),
    prune: (now) => reading(() => jobs.prune(now)),
    listJobs: () => reading(() => jobs.listJobs()),
    append: (jobId, entry) =>
      writing(async () => {
        await jobs.append(jobId, entry);
        stage.tell(`disk: ${jobId} ${JSON.stringify(entry)}`);
        oracle.line(jobId, entry);
      }),
    readEntries: (jobId) => reading(() => jobs.readEntries(jobId)),
  };
};
