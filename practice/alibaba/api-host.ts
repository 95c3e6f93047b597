import type { PracticeAnswer, PracticeHost, PracticeRequest } from '../host.ts';
import type { CloudCall } from './call.ts';
import type { AlibabaCloud } from './cloud.ts';
import { serviceOf } from './hosts.ts';
import { isSignatureRight, readAuthorization } from './signature.ts';

const headerOf = (request: PracticeRequest, name: string): string => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
};

const dateForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** @returns the code of what is wrong with the request's form, or undefined */
function formProblem(request: PracticeRequest): string | undefined {
  const contentType = headerOf(request, 'content-type');
  if (request.method !== 'GET' && request.method !== 'POST') return 'UnsupportedHTTPMethod';
  if (request.path !== '/') return 'InvalidAction.NotFound';
  if (request.body !== '' && contentType !== 'application/x-www-form-urlencoded') return 'InvalidParameter';
  for (const name of ['x-acs-action', 'x-acs-version', 'x-acs-date', 'x-acs-signature-nonce']) {
    if (headerOf(request, name) === '') return 'MissingParameter';
  }
  if (!dateForm.test(headerOf(request, 'x-acs-date'))) return 'InvalidTimeStamp.Format';
  return readAuthorization(headerOf(request, 'authorization')) ? undefined : 'IncompleteSignature';
}

/** Query and form together; a name that comes twice is nothing a signature could be made of. */
const parametersOf = (request: PracticeRequest): Record<string, string> => ({
  ...Object.fromEntries(request.query),
  ...Object.fromEntries(new URLSearchParams(request.body)),
});

function readCall(request: PracticeRequest): CloudCall {
  const given = readAuthorization(headerOf(request, 'authorization'));
  return {
    keyId: given?.keyId ?? '',
    host: request.host,
    action: headerOf(request, 'x-acs-action'),
    version: headerOf(request, 'x-acs-version'),
    parameters: parametersOf(request),
    token: headerOf(request, 'x-acs-security-token') || undefined,
    signedAt: Date.parse(headerOf(request, 'x-acs-date')),
    nonce: headerOf(request, 'x-acs-signature-nonce'),
    refusedAs: formProblem(request),
    verify: (secret) => given !== undefined && isSignatureRight(request, request.host, given, secret),
    toSign: `${request.method}\n${request.path}\n${request.search ?? ''}\n${given?.keyId ?? ''}`,
  };
}

/**
 * Puts the cloud behind its API host names.
 * @param cloud the state all hosts share
 */
export function createAlibabaApi(cloud: AlibabaCloud): PracticeHost {
  return {
    answersTo: (host) => serviceOf(host) !== undefined,
    async answer(request): Promise<PracticeAnswer> {
      const { lost, status, body, contentType, date, requestId } = cloud.call(readCall(request));
      return {
        status,
        headers: {
          'content-type': contentType,
          date,
          'access-control-allow-origin': '*',
          'x-acs-request-id': requestId,
        },
        body,
        ...(lost ? { connection: 'destroy' as const } : {}),
      };
    },
  };
}
