import { describe, expect, it } from 'vitest';
import type { PracticeRequest } from '../host.ts';
import { createTencentApi } from './api-host.ts';
import { play } from './play.ts';

const right = {
  'content-type': 'application/json',
  'x-tc-action': 'DescribeImages',
  'x-tc-version': '2017-03-12',
  'x-tc-region': 'ap-guangzhou',
  'x-tc-timestamp': '1767225600',
  authorization: `TC3-HMAC-SHA256 Credential=AKIDEXAMPLE/2026-01-01/cvm/tc3_request, SignedHeaders=content-type;host, Signature=${'0'.repeat(64)}`,
};

/** @returns the error code a request is answered with */
async function ask(change: Partial<Omit<PracticeRequest, 'headers'>>, headers: Record<string, string> = {}) {
  const { cloud } = play();
  const { status, body } = await createTencentApi(cloud).answer({
    host: 'cvm.tencentcloudapi.com',
    method: 'POST',
    path: '/',
    query: new URLSearchParams(),
    body: '{}',
    arrivedAt: 0,
    ...change,
    headers: { ...right, ...headers },
  });
  const code = /"Code":"([^"]+)"/.exec(body)?.[1];
  return { status, code };
}

describe('the form of a request', () => {
  it('is well, as far as it can be told without the key', async () => {
    expect(await ask({})).toEqual({ status: 200, code: 'AuthFailure.SecretIdNotFound' });
  });

  it.each([
    ['a method nobody uses', { method: 'PUT' }, {}, 'UnsupportedProtocol'],
    ['a path', { path: '/v2/index.php' }, {}, 'InvalidRequest'],
    [
      'the content type browsers choose',
      {},
      { 'content-type': 'text/plain;charset=UTF-8' },
      'UnsupportedProtocol',
    ],
    ['no action', {}, { 'x-tc-action': '' }, 'MissingParameter'],
    ['a time that is no number', {}, { 'x-tc-timestamp': 'now' }, 'InvalidParameter'],
    ['another scheme', {}, { authorization: 'Bearer x' }, 'AuthFailure.InvalidAuthorization'],
    ['more than 10 MB', { body: ' '.repeat(10 * 1024 * 1024 + 1) }, {}, 'RequestSizeLimitExceeded'],
  ])('%s', async (_what, change, headers, code) => {
    expect(await ask(change, headers)).toEqual({ status: 200, code });
  });
});

describe('the names it answers to', () => {
  const { answersTo } = createTencentApi(play().cloud);

  it.each([
    'cvm.tencentcloudapi.com',
    'sts.intl.tencentcloudapi.com',
    'cam.tencentcloudapi.com',
    'region.tencentcloudapi.com',
    'cvm.ap-shanghai-fsi.tencentcloudapi.com',
  ])('%s', (host) => {
    expect(answersTo(host)).toBe(true);
  });

  it.each(['tencentcloudapi.com', 'evil.tencentcloudapi.com.example', 'cvm.ap-nowhere.tencentcloudapi.com'])(
    'not %s',
    (host) => {
      expect(answersTo(host)).toBe(false);
    },
  );
});
