/** A call as the gateway has parsed it. */
export interface CloudCall {
  /** Secret id of the calling key. */
  keyId: string;
  /** Host name without port; decides over product, site and finance rules. */
  host: string;
  action: string;
  /** X-TC-Region; absent for actions without. */
  region?: string | undefined;
  version: string;
  /** Parsed JSON. */
  body: unknown;
  /** X-TC-Token. */
  token?: string | undefined;
  /** X-TC-Timestamp in milliseconds since the epoch; not judged when absent. */
  signedAt?: number | undefined;
  /** Source address. */
  address?: string | undefined;
  /** Code of what is wrong with the request's form, found before the call could be read. */
  refusedAs?: string | undefined;
  /** Judges the signature with the key's secret; absent where nothing is signed. */
  verify?: ((secretKey: string) => boolean) | undefined;
}

export interface CallResult {
  /** The connection died without an answer; the other fields then say nothing. */
  lost: boolean;
  /** HTTP status; 0 when lost. */
  status: number;
  /** The answer's text, as it goes over the wire. */
  body: string;
  /** Value of the Date header. */
  date: string;
  requestId: string;
  /** Content of `Response`; absent when lost or not an API answer. */
  response?: Record<string, unknown> | undefined;
}

/** A call for tests and reports. */
export interface CallRecord {
  action: string;
  host: string;
  region: string;
  /** Empty for actions without an image. */
  imageId: string;
  accounts: string[];
  /** SHARE, CANCEL, or empty. */
  permission: string;
  keyId: string;
  /** Arrival, milliseconds since the epoch. */
  at: number;
  /** `ok`, the error code, or the fault that kept it from being judged. */
  code: string;
  /** Accounts whose access it changed. */
  applied: string[];
  requestId: string;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** @returns the record of a call that has just arrived */
export function recordOf(call: CloudCall, at: number, requestId: string): CallRecord {
  const isObject = typeof call.body === 'object' && call.body !== null;
  const body = (isObject ? call.body : {}) as Record<string, unknown>; // an object, as checked
  return {
    action: call.action,
    host: call.host,
    region: call.region ?? '',
    imageId: text(body.ImageId),
    accounts: Array.isArray(body.AccountIds) ? body.AccountIds.map(String) : [],
    permission: text(body.Permission),
    keyId: call.keyId,
    at,
    code: 'ok',
    applied: [],
    requestId,
  };
}

/** @returns the envelope as text, cut in the middle when `isTruncated` */
export function answerText(response: Record<string, unknown>, isTruncated: boolean): string {
  const whole = JSON.stringify({ Response: response });
  return isTruncated ? whole.slice(0, Math.floor(whole.length / 2)) : whole;
}

/** Body of a 200 whose JSON is fine and whose content is not. */
export const wrongTypesBody =
  '{"Response":{"__proto__":{"polluted":true},"SharePermissionSet":{"0":{"AccountId":100000100001}},' +
  '"ImageSet":"none","TotalCount":"many","RegionSet":7,"AccountId":100000000001,"RequestId":9007199254740993}}';
