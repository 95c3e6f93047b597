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
