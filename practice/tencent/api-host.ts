import type { PracticeAnswer, PracticeHost, PracticeRequest } from '../host.ts';
import { serviceOf } from './actions/table.ts';
import type { CloudCall } from './call.ts';
import type { TencentCloud } from './cloud.ts';
import { isApiHost } from './hosts.ts';
import { isSignatureRight, readAuthorization, type SignedRequest } from './signature.ts';

/** Largest body of a TC3 POST, bytes. */
const mostBytes = 10 * 1024 * 1024;

const headerOf = (request: PracticeRequest, name: string): string => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
};

/** Undoes the flat form of GET: `AccountIds.0=…` becomes a list. */
function unflatten(query: URLSearchParams): unknown {
  const root = new Map<string, unknown>();
  for (const [path, value] of query) {
    const steps = path.split('.');
    const last = steps.pop() ?? '';
    let place = root;
    for (const step of steps) {
      const next = place.get(step);
      const inner = next instanceof Map ? next : new Map<string, unknown>();
      place.set(step, inner);
      place = inner;
    }
    place.set(last, value);
  }
  const settle = (value: unknown): unknown => {
    if (!(value instanceof Map)) return value;
    const isList = value.size > 0 && [...value.keys()].every((name) => /^\d+$/.test(String(name)));
    if (isList) return [...value.values()].map(settle);
    return Object.fromEntries([...value].map(([name, inner]) => [name, settle(inner)]));
  };
  return settle(root);
}

function parseBody(request: PracticeRequest): unknown {
  if (request.method === 'GET') return unflatten(request.query);
  try {
    const parsed: unknown = JSON.parse(request.body);
    return parsed;
  } catch {
    return undefined;
  }
}

/** @returns the code of what is wrong with the request's form, or undefined */
function formProblem(request: PracticeRequest): string | undefined {
  const contentType = headerOf(request, 'content-type').toLowerCase();
  const wanted = request.method === 'GET' ? 'application/x-www-form-urlencoded' : 'application/json';
  if (request.method !== 'GET' && request.method !== 'POST') return 'UnsupportedProtocol';
  if (request.path !== '/') return 'InvalidRequest';
  if (!contentType.startsWith(wanted)) return 'UnsupportedProtocol';
  if (Buffer.byteLength(request.body) > mostBytes) return 'RequestSizeLimitExceeded';
  for (const name of ['x-tc-action', 'x-tc-version', 'x-tc-timestamp', 'authorization']) {
    if (headerOf(request, name) === '') return 'MissingParameter';
  }
  if (!/^\d{1,12}$/.test(headerOf(request, 'x-tc-timestamp'))) return 'InvalidParameter';
  if (!readAuthorization(headerOf(request, 'authorization'))) return 'AuthFailure.InvalidAuthorization';
  return undefined;
}

function readCall(request: PracticeRequest): CloudCall {
  const given = readAuthorization(headerOf(request, 'authorization'));
  const timestamp = Number(headerOf(request, 'x-tc-timestamp'));
  const signed: SignedRequest = {
    method: request.method,
    host: request.host,
    path: request.path,
    search: request.search ?? '',
    body: request.body,
    timestamp,
    service: serviceOf(request.host),
    header: (name) => headerOf(request, name),
  };
  return {
    keyId: given?.secretId ?? '',
    host: request.host,
    action: headerOf(request, 'x-tc-action'),
    region: headerOf(request, 'x-tc-region') || undefined,
    version: headerOf(request, 'x-tc-version'),
    body: parseBody(request),
    token: headerOf(request, 'x-tc-token') || undefined,
    signedAt: timestamp * 1000,
    address: request.address,
    refusedAs: formProblem(request),
    verify: (secretKey) => given !== undefined && isSignatureRight(signed, given, secretKey),
  };
}

/**
 * Puts the cloud behind its API host names. It does not support cross-origin calls, so no answer has CORS headers.
 * @param cloud the state all hosts share
 */
export function createTencentApi(cloud: TencentCloud): PracticeHost {
  return {
    answersTo: isApiHost,
    async answer(request): Promise<PracticeAnswer> {
      const { lost, status, body, date } = cloud.call(readCall(request));
      const isJson = status === 200;
      return {
        status,
        headers: { 'content-type': isJson ? 'application/json' : 'text/html', server: 'nginx', date },
        body,
        ...(lost ? { connection: 'destroy' as const } : {}),
      };
    },
  };
}
