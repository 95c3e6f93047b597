import { Worker } from 'node:worker_threads';
import type { Mutant } from '../../lib/testing/model/mutants.ts';
import type { Violation } from '../../lib/testing/model/oracle.ts';

/** What one worker plays. */
export interface Task {
  changes: Mutant['changes'];
  seed: number;
  /** Most schedules to play. */
  schedules: number;
  /** Stops at the first breach of this law; without, at any, and shrinks it. */
  law?: string;
}

interface PlayCounts {
  kills: number;
  jobs: number;
  writes: number;
  reads: number;
}

/** What a worker tells. */
export type Told =
  | { kind: 'played'; counts: PlayCounts; faults: [string, number][]; violations: number }
  | { kind: 'broken'; schedule: string; violations: Violation[]; story: string[] }
  | { kind: 'done'; schedules: number; isCaught: boolean };

/** Plays a task in a thread of its own. Rejects when the thread dies, as for a mutant whose text is gone. */
export const playTask = (
  task: Task,
  onTold: (told: Told) => void,
): Promise<Extract<Told, { kind: 'done' }>> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('worker.ts', import.meta.url), {
      workerData: task,
      // A schedule leaves nothing behind: with room for a few of them, little of it is ever copied.
      resourceLimits: { maxYoungGenerationSizeMb: 32 },
    });
    worker.on('message', (told: Told) => {
      onTold(told);
      if (told.kind === 'done') resolve(told);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`a worker ended with code ${code}`)));
  });
