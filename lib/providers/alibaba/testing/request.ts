import type { SignedRequest } from '../../../domain/provider';

/** @returns the parameters of a request, as the cloud reads them */
export const parametersOf = (request: SignedRequest): Record<string, string> =>
  Object.fromEntries(new URL(request.url).searchParams);

/** @returns the accounts of a numbered or a comma list, adds before removes */
export const accountsIn = (request: SignedRequest): string[] =>
  [...new URL(request.url).searchParams]
    .filter(([name]) => /^(?:Add|Remove)Accounts?(?:\.\d+)?$/.test(name))
    .map(([name, value]) => [Number(/\d+$/.exec(name)?.[0] ?? 0), value] as const)
    .sort(([a], [b]) => a - b)
    .flatMap(([, value]) => value.split(','));

/** @returns the part of a list that a request asks for, by the vendor's defaults */
export const pageIn = (request: SignedRequest): { offset: number; limit: number } => {
  const { PageNumber: number = '1', PageSize: size = '10' } = parametersOf(request);
  return { offset: (Number(number) - 1) * Number(size), limit: Number(size) };
};

/** Envelopes of Alibaba Cloud gone wrong; none may pass for a success. */
export const brokenEnvelopes: readonly string[] = [
  '{"RequestId":',
  '{"RequestId":7}',
  '{"RequestId":""}',
  '{"RequestId":null}',
  '{"requestid":"r"}',
  '{"RequestId":"r","Code":5}',
  '{"RequestId":"r","Code":{}}',
  '{"RequestId":"r","Code":[]}',
  '{"RequestId":"r","Code":[0]}',
  '{"RequestId":"r","Code":{"toString":""}}',
  '{"RequestId":"r","Code":false}',
  '{"RequestId":"r","Code":""}',
  '{"Code":0}',
  '{"__proto__":{"RequestId":"r"}}',
  '<Error></Error>',
  '<Error><Code></Code><RequestId>r</RequestId></Error>',
  '<?xml version="1.0"?><Answer><RequestId>r</RequestId></Answer>',
];
