import { z } from 'zod';
import type { Failure } from '../../domain/failure';
import type { HttpAnswer } from '../../domain/provider';
import { failed, type Result, success } from '../../domain/result';
import { namesTwice } from '../names-twice';
import { kindOfCode } from './failures';

const errorSchema = z.lazy(() =>
  z.object({
    Code: z.string().regex(/^[A-Za-z][\w.]{0,199}$/),
    Message: z.string().nullish(),
  }),
);

const requestIdSchema = z.string().min(1).max(200);

const envelopeSchema = z.lazy(() => z.object({ Response: z.record(z.string(), z.unknown()) }));

/** Errors of the API before version 3, which some gateways still send. */
const oldErrorSchema = z.lazy(() =>
  z.object({
    code: z.number(),
    codeDesc: z.string().max(200),
    message: z.string().nullish(),
  }),
);

/** A success as the API sent it: everything but the errors, not yet parsed. */
export interface TencentResponse {
  requestId: string;
  fields: Record<string, unknown>;
}

const parseJson = (text: string): unknown => {
  try {
    const json: unknown = JSON.parse(text);
    return namesTwice(text) ? undefined : json;
  } catch {
    return undefined;
  }
};

/** @returns an answer that is none: nobody knows what happened to the call */
export const unexpected = (requestId?: string): { ok: false; failure: Failure } =>
  failed({ kind: 'unexpected-reply', ...(requestId ? { requestId } : {}) });

const unexpectedShape = (json: unknown) => {
  const old = oldErrorSchema.safeParse(json);
  if (!old.success) return unexpected();
  return failed({
    kind: 'unexpected-reply',
    code: old.data.codeDesc,
    message: old.data.message || undefined,
  });
};

const statusFailure = (status: number): Failure | undefined => {
  if (status === 429) return { kind: 'throttled', code: `HTTP ${status}` };
  if (status >= 500 || status === 408) return { kind: 'unavailable', code: `HTTP ${status}` };
  return undefined;
};

/**
 * Reads the envelope every Tencent API shares: `{"Response":{"RequestId":…,"Error":{…}}}`. Business errors come
 * with status 200, so the status decides only where it tells of trouble before the API.
 * @returns the fields of a success, which always has a request id; a failure by its code; unexpected-reply when
 *   the answer is neither
 */
export const readEnvelope = (answer: HttpAnswer): Result<TencentResponse> => {
  const trouble = statusFailure(answer.status);
  if (trouble) return failed(trouble);
  const json = parseJson(answer.text);
  const envelope = envelopeSchema.safeParse(json);
  if (!envelope.success) return unexpectedShape(json);
  const { Error: error, RequestId: id, ...fields } = envelope.data.Response;
  const requestId = requestIdSchema.safeParse(id).data;
  if (error !== undefined && error !== null) {
    const parsed = errorSchema.safeParse(error);
    if (!parsed.success) return unexpected(requestId);
    const { Code: code, Message: message } = parsed.data;
    return failed({ kind: kindOfCode(code), code, requestId, message: message || undefined });
  }
  if (requestId === undefined || answer.status !== 200) return unexpected(requestId);
  return success({ requestId, fields });
};
