/** Every key of one job's lines: an array sorts after every number (Indexed Database API 3.0, 2.4). */
export const linesOf = (jobId: string): IDBKeyRange =>
  IDBKeyRange.bound([jobId, 0], [jobId, []], false, true);
