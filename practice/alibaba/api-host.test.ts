import { describe, expect, it } from 'vitest';
import type { PracticeRequest } from '../host.ts';
import { createAlibabaApi } from './api-host.ts';
import { play } from './play.ts';
import { isSignatureRight, readAuthorization } from './signature.ts';

const right = {
  'x-acs-action': 'GetCallerIdentity',
  'x-acs-version': '2015-04-01',
  'x-acs-date': '2026-01-01T00:00:00Z',
  'x-acs-signature-nonce': 'n',
  authorization: `ACS3-HMAC-SHA256 Credential=NOBODY,SignedHeaders=host,Signature=${'0'.repeat(64)}`,
};

async function ask(change: Partial<Omit<PracticeRequest, 'headers'>>, headers: Record<string, string> = {}) {
  const {
    status,
    body,
    headers: answered,
  } = await createAlibabaApi(play().cloud).answer({
    host: 'sts.aliyuncs.com',
    method: 'POST',
    path: '/',
    query: new URLSearchParams(),
    body: '',
    arrivedAt: 0,
    ...change,
    headers: { ...right, ...headers },
  });
  expect(answered['x-acs-request-id']).not.toBe('');
  return `${status} ${/"Code":"([^"]+)"/.exec(body)?.[1]}`;
}

describe('the form of a request', () => {
  it.each([
    ['well, as far as it can be told without the key', {}, {}, '404 InvalidAccessKeyId.NotFound'],
    ['with a method nobody uses', { method: 'PUT' }, {}, '403 UnsupportedHTTPMethod'],
    ['with a path', { path: '/v2' }, {}, '404 InvalidAction.NotFound'],
    ['with a body of text', { body: 'x' }, { 'content-type': 'text/plain' }, '400 InvalidParameter'],
    ['without an action', {}, { 'x-acs-action': '' }, '400 MissingParameter'],
    ['without a nonce', {}, { 'x-acs-signature-nonce': '' }, '400 MissingParameter'],
    ['with another form of time', {}, { 'x-acs-date': '1767225600' }, '400 InvalidTimeStamp.Format'],
    ['with another scheme', {}, { authorization: 'Bearer x' }, '400 IncompleteSignature'],
  ])('%s', async (_what, change, headers, answer) => {
    expect(await ask(change, headers)).toBe(answer);
  });
});

describe('the names it answers to', () => {
  const { answersTo } = createAlibabaApi(play().cloud);

  it.each([
    'ecs.cn-hangzhou.aliyuncs.com',
    'ecs-cn-hangzhou.aliyuncs.com',
    'ecs.aliyuncs.com',
    'ens.aliyuncs.com',
    'ens.ap-southeast-1.aliyuncs.com',
    'sts.aliyuncs.com',
  ])('%s', (host) => {
    expect(answersTo(host)).toBe(true);
  });

  it.each(['bucket.oss-cn-hangzhou.aliyuncs.com', 'ecs.cn-nowhere.aliyuncs.com', 'aliyuncs.com'])(
    'not %s',
    (host) => {
      expect(answersTo(host)).toBe(false);
    },
  );
});

/** Published by the vendor in "V3 request structure and signature". */
const published = {
  host: 'ecs.cn-shanghai.aliyuncs.com',
  query: 'ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai',
  headers: {
    'x-acs-action': 'RunInstances',
    'x-acs-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    'x-acs-date': '2023-10-26T10:22:32Z',
    'x-acs-signature-nonce': '3156853299f313e23d1673dc12e1703d',
    'x-acs-version': '2014-05-26',
  },
  authorization:
    'ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;' +
    'x-acs-date;x-acs-signature-nonce;x-acs-version,' +
    'Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
};

describe('the signature', () => {
  const judge = (change: { query?: string; headers?: Record<string, string>; body?: string } = {}) => {
    const given = readAuthorization(published.authorization);
    if (!given) throw new Error('the published header was not understood');
    const request = {
      method: 'POST',
      path: '/',
      query: new URLSearchParams(change.query ?? published.query),
      headers: { ...published.headers, ...change.headers },
      body: change.body ?? '',
    };
    return isSignatureRight(request, published.host, given, 'YourAccessKeySecret');
  };

  it('of the vendor’s own sample is right', () => {
    expect(judge()).toBe(true);
  });

  it('is wrong when anything of the request differs, or a header that counts is not signed', () => {
    expect(judge({ query: 'RegionId=cn-shanghai' })).toBe(false);
    expect(judge({ body: 'x' })).toBe(false);
    expect(judge({ headers: { 'x-acs-date': '2023-10-26T10:22:33Z' } })).toBe(false);
    expect(judge({ headers: { 'x-acs-security-token': 'PRACTICE' } })).toBe(false);
    expect(judge({ headers: { 'content-type': 'text/plain;charset=UTF-8' } })).toBe(false);
  });
});
