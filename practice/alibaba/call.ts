/** A call as the gateway has parsed it. */
export interface CloudCall {
  /** AccessKey id of the calling key. */
  keyId: string;
  /** Host name without port; decides over product and region. */
  host: string;
  action: string;
  version: string;
  /** Flat parameters of the query or form, lists as `Name.1`. */
  parameters: Readonly<Record<string, string>>;
  /** x-acs-security-token. */
  token?: string | undefined;
  /** x-acs-date in milliseconds since the epoch; not judged when absent. */
  signedAt?: number | undefined;
  /** x-acs-signature-nonce; not judged when absent. */
  nonce?: string | undefined;
  /** Code of what is wrong with the request's form, found before the call could be read. */
  refusedAs?: string | undefined;
  /** Judges the signature with the key's secret; absent where nothing is signed. */
  verify?: ((secret: string) => boolean) | undefined;
  /** What the cloud signed itself; the vendor repeats it when the signature is wrong. */
  toSign?: string | undefined;
}

export interface CallResult {
  /** The connection died without an answer; the other fields then say nothing. */
  lost: boolean;
  /** HTTP status; 0 when lost. */
  status: number;
  contentType: string;
  /** The answer's text, as it goes over the wire. */
  body: string;
  /** Value of the Date header. */
  date: string;
  requestId: string;
  /** The answer's content, also of an error; absent when lost or not an API answer. */
  response?: Record<string, unknown> | undefined;
}

/** A call for tests and reports. */
export interface CallRecord {
  action: string;
  host: string;
  /** Empty for products and actions without. */
  region: string;
  /** Empty for actions without an image. */
  imageId: string;
  /** Accounts to add, then those to remove. */
  accounts: string[];
  added: string[];
  removed: string[];
  /** `share` when it adds, `revoke` when it only removes, or empty. */
  permission: string;
  /** As they came. */
  parameters: Readonly<Record<string, string>>;
  keyId: string;
  /** Arrival, milliseconds since the epoch. */
  at: number;
  /** `ok`, the error code, or the fault that kept it from being judged. */
  code: string;
  /** Accounts whose access it changed. */
  applied: string[];
  requestId: string;
}

const commas = (text: string | undefined): string[] => (text === undefined ? [] : text.split(','));

/**
 * @param parameters flat
 * @returns `Name.1`, `Name.2`, … in the order of their numbers
 */
export const numbered = (parameters: Readonly<Record<string, string>>, name: string): string[] =>
  Object.entries(parameters)
    .flatMap(([key, value]) => {
      const number = key.startsWith(`${name}.`) ? key.slice(name.length + 1) : '';
      return /^[1-9]\d*$/.test(number) ? [{ number: Number(number), value }] : [];
    })
    .sort((one, other) => one.number - other.number)
    .map(({ value }) => value);

/** @returns the record of a call that has just arrived */
export function recordOf(call: CloudCall, at: number, requestId: string): CallRecord {
  const { parameters } = call;
  const added = [...numbered(parameters, 'AddAccount'), ...commas(parameters.AddAccounts)];
  const removed = [...numbered(parameters, 'RemoveAccount'), ...commas(parameters.RemoveAccounts)];
  return {
    action: call.action,
    host: call.host,
    region: parameters.RegionId ?? '',
    imageId: parameters.ImageId ?? '',
    accounts: [...added, ...removed],
    added,
    removed,
    permission: added.length > 0 ? 'share' : removed.length > 0 ? 'revoke' : '',
    parameters,
    keyId: call.keyId,
    at,
    code: 'ok',
    applied: [],
    requestId,
  };
}

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** @returns an error envelope as the older gateways write it */
export const errorXml = (fields: Record<string, unknown>): string =>
  `<?xml version='1.0' encoding='UTF-8'?><Error>${Object.entries(fields)
    .map(([name, value]) => `<${name}>${escaped(String(value))}</${name}>`)
    .join('')}</Error>`;

/** Stands for an id that is to be written as a bare number, so that no digit is lost on the way. */
export const bareNumber = (id: string): string => `\u0000${id}\u0000`;

/** @returns JSON in which marked ids are bare numbers */
export const answerJson = (content: unknown): string =>
  JSON.stringify(content).replace(/"\\u0000(\d+)\\u0000"/g, '$1');

/** Body of a 200 whose JSON is fine and whose content is not. */
export const wrongTypesBody =
  '{"__proto__":{"polluted":true},"Accounts":{"Account":{"0":{"AliyunId":1000000000000001}}},"Images":"none",' +
  '"TotalCount":"many","Regions":7,"AccountId":1000000000000001,"RequestId":9007199254740993}';
