import { z } from 'zod';
import type { Failure } from '../../domain/failure';
import type { HttpAnswer } from '../../domain/provider';
import { failed, type Result, success } from '../../domain/result';
import { parseExactJson } from './exact-json';
import { type CodeBook, isShowable, kindOfCode } from './failures';

/** A success as the API sent it: everything but the request id, not yet parsed. */
export interface AlibabaResponse {
  requestId: string;
  fields: Record<string, unknown>;
}

const objectSchema = z.record(z.string(), z.unknown());
const codeSchema = z.string().regex(/^[A-Za-z][\w.]{0,199}$/);
const requestIdSchema = z.string().min(1).max(200);
const textSchema = z.string().catch('');
/** What a refused RAM user lacks, `ecs:DescribeImages` for example. */
const deniedSchema = z.lazy(() => z.object({ AuthAction: z.string().regex(/^[a-z]{2,20}:\w{1,80}$/) }));

/** @returns an answer that is none: nobody knows what happened to the call */
export const unexpected = (requestId?: string): { ok: false; failure: Failure } =>
  failed({ kind: 'unexpected-reply', ...(requestId ? { requestId } : {}) });

/** Background pages have no XML parser; the error's three fields are flat. */
const fieldsOfXml = (text: string): Record<string, unknown> | undefined => {
  const error = /^\s*(?:<\?xml[^>]{0,200}\?>)?\s*<Error>([\s\S]{0,20000})<\/Error>\s*$/.exec(text)?.[1];
  if (error === undefined) return undefined;
  const read = (name: string) => new RegExp(`<${name}>([^<]{0,9000})</${name}>`).exec(error)?.[1];
  return { Code: read('Code') ?? '', Message: read('Message'), RequestId: read('RequestId') };
};

const bodyOf = (text: string): Record<string, unknown> | undefined =>
  objectSchema.safeParse(parseExactJson(text)).data ?? fieldsOfXml(text);

const statusFailure = (status: number): Failure | undefined => {
  if (status === 429) return { kind: 'throttled', code: `HTTP ${status}` };
  if (status >= 500 || status === 408) return { kind: 'unavailable', code: `HTTP ${status}` };
  return undefined;
};

const messageOf = (code: string, body: Record<string, unknown>): string | undefined => {
  const message = textSchema.parse(body.Message ?? body.message);
  if (!isShowable(code, message)) return undefined;
  const action = deniedSchema.safeParse(body.AccessDeniedDetail).data?.AuthAction;
  const told = action && !message.includes(action) ? `${message} (${action})` : message;
  return told.trim() || undefined;
};

const failureOf = (code: string, body: Record<string, unknown>, status: number, book: CodeBook): Failure => {
  const kind = kindOfCode(code, book);
  // A code that nobody knows says less than the status.
  const trouble = kind === 'image-unexpected' ? statusFailure(status) : undefined;
  const requestId = requestIdSchema.safeParse(body.RequestId ?? body.requestId).data;
  return { kind: trouble?.kind ?? kind, code, requestId, message: messageOf(code, body) };
};

/** ENS says 0 in a success; other gateways 200. */
const fineCodes: readonly unknown[] = [undefined, null, 0, '0', 200, '200'];

/**
 * Reads the envelope every Alibaba Cloud RPC API shares: `{RequestId, …}`, or `{RequestId, Code, Message}` in JSON or
 * XML, with keys in either case.
 * @returns the fields of a success, which always has a request id; a failure by its code; unexpected-reply when the
 *   answer is neither
 */
export const readEnvelope = (answer: HttpAnswer, book: CodeBook): Result<AlibabaResponse> => {
  const body = bodyOf(answer.text);
  const code = body?.Code ?? body?.code;
  const told = codeSchema.safeParse(code);
  if (body && told.success) return failed(failureOf(told.data, body, answer.status, book));
  const trouble = statusFailure(answer.status);
  if (trouble) return failed(trouble);
  if (!body) return unexpected();
  const requestId = requestIdSchema.safeParse(body.RequestId).data;
  if (requestId === undefined || answer.status !== 200 || !fineCodes.includes(code))
    return unexpected(requestId);
  return success({ requestId, fields: body });
};
