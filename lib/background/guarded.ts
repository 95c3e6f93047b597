import { failed, type Result } from '../domain/result';

/**
 * For work that only storage makes reject.
 * @returns what it came to, or storage-failed
 */
export const guarded = async <Value>(work: () => Promise<Result<Value>>): Promise<Result<Value>> => {
  try {
    return await work();
  } catch {
    return failed({ kind: 'storage-failed' });
  }
};
