import type { Failure } from '../domain/failure';
import type { OutcomeCounts } from '../domain/job';

/** Small values kept until the browser closes; they survive the death of the background. */
export interface SessionDoor {
  read(key: string): Promise<unknown>;
  write(key: string, value: unknown): Promise<void>;
  remove(key: string): Promise<void>;
  clear(): Promise<void>;
}

/** @returns a function that runs works one after another, in the order given; a failed one does not stop the next */
export const createQueue = () => {
  let last: Promise<unknown> = Promise.resolve();
  return <Value>(work: () => Promise<Value>): Promise<Value> => {
    const next = last.then(work, work);
    last = next;
    return next;
  };
};

/** What is said of a job to a person who looks at none of our pages. It names no account and no image. */
export type Notice =
  | { kind: 'ended'; jobId: string; counts: OutcomeCounts }
  /** It goes on only after a person's step. */
  | { kind: 'waits'; jobId: string; cause: Failure };
