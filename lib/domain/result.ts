import type { Failure } from './failure';

/** What every step that can fail returns; a thrown error would cross messages as bare text. */
export type Result<Value> = { ok: true; value: Value } | { ok: false; failure: Failure };

/** @returns a success that carries `value` */
export const success = <Value>(value: Value): Result<Value> => ({ ok: true, value });

/** @returns a failure, as a value */
export const failed = (failure: Failure): { ok: false; failure: Failure } => ({ ok: false, failure });
