import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../signing/digest';
import published from './fixtures/vectors.json';
import {
  authorization,
  canonicalQuery,
  canonicalRequest,
  dateOf,
  flatten,
  percentEncode,
  signature,
  signRequest,
  stringToSign,
} from './sign';
import { signWithSdk } from './testing/sdk-signer';

type Vector = (typeof published.vectors)[number];

const canonicalOf = (vector: Vector) => {
  const headers: Record<string, string | undefined> = vector.headersSigned;
  return canonicalRequest({
    method: vector.method === 'GET' ? 'GET' : 'POST',
    query: canonicalQuery(Object.fromEntries(new URL(vector.url).searchParams)),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value ?? ''])),
    payload: vector.body,
  });
};

describe.each(published.vectors)('vector $name', (vector) => {
  it('writes the query of the address', () => {
    const { search, searchParams } = new URL(vector.url);
    expect(canonicalQuery(Object.fromEntries(searchParams))).toBe(search.slice(1));
  });

  it('gives the same canonical request', async () => {
    expect(await sha256Hex(vector.body)).toBe(vector.headersSigned['x-acs-content-sha256']);
    const { text } = await canonicalOf(vector);
    expect(text).toBe(vector.canonicalRequest);
    expect(await stringToSign(text)).toBe(`ACS3-HMAC-SHA256\n${vector.canonicalRequestSha256}`);
  });

  it('gives the same Authorization', async () => {
    const { text, signedHeaders } = await canonicalOf(vector);
    const signed = await signature(vector.accessKeySecret, await stringToSign(text));
    expect(authorization(vector.accessKeyId, signedHeaders, signed)).toBe(vector.authorization);
  });
});

describe.each(published.vectors.filter(({ method, body }) => method === 'POST' && body === ''))(
  'a whole request, against vector $name',
  (vector) => {
    it('sends the same address and headers but host, and no body', async () => {
      const { host, ...headers } = vector.headersSigned;
      const credentials = {
        keyId: vector.accessKeyId,
        secret: vector.accessKeySecret,
        token: 'x-acs-security-token' in headers ? headers['x-acs-security-token'] : undefined,
      };
      const request = {
        host,
        action: headers['x-acs-action'],
        version: headers['x-acs-version'],
        parameters: Object.fromEntries(new URL(vector.url).searchParams),
      };
      const at = Date.parse(headers['x-acs-date']) + 999;
      expect(await signRequest(request, credentials, at, headers['x-acs-signature-nonce'])).toEqual({
        url: vector.url,
        method: 'POST',
        headers: { Accept: 'application/json', ...headers, Authorization: vector.authorization },
        body: '',
      });
    });
  },
);

describe('signing', () => {
  const request = { host: 'ecs.cn-hangzhou.aliyuncs.com', action: 'A', version: 'V', parameters: {} };

  it('spreads lists out before it sorts, and leaves out empty ones', () => {
    expect(flatten({ B: ['x', 'y'], A: 1, C: [] })).toEqual([
      ['B.1', 'x'],
      ['B.2', 'y'],
      ['A', '1'],
    ]);
  });

  it('counts lists from one, and sorts ten before two', () => {
    const accounts = Array.from({ length: 10 }, (_, index) => `a${index + 1}`);
    expect(canonicalQuery({ RegionId: 'r', AddAccount: accounts })).toBe(
      'AddAccount.1=a1&AddAccount.10=a10&AddAccount.2=a2&AddAccount.3=a3&AddAccount.4=a4&AddAccount.5=a5' +
        '&AddAccount.6=a6&AddAccount.7=a7&AddAccount.8=a8&AddAccount.9=a9&RegionId=r',
    );
  });

  it('escapes everything but unreserved characters', () => {
    expect(percentEncode("aZ09-_.~ +*!'()/,镜\ud800")).toBe(
      'aZ09-_.~%20%2B%2A%21%27%28%29%2F%2C%E9%95%9C%EF%BF%BD',
    );
  });

  it('writes whole seconds in UTC', () => {
    expect(dateOf(Date.UTC(2026, 0, 2, 3, 4, 5, 999))).toBe('2026-01-02T03:04:05Z');
  });

  it('never sets a header that the browser owns', async () => {
    const signed = await signRequest(request, { keyId: 'EXAMPLE', secret: 'EXAMPLE' }, 0, 'n');
    expect(Object.keys(signed.headers).map((name) => name.toLowerCase())).not.toContain('host');
    expect(signed.headers).not.toHaveProperty('x-acs-security-token');
  });

  it('never repeats the secret in what is sent', async () => {
    const signed = await signRequest(request, { keyId: 'EXAMPLE', secret: 'EXAMPLE-SECRET-KEY' }, 0, 'n');
    expect(JSON.stringify(signed)).not.toContain('EXAMPLE-SECRET-KEY');
  });

  it("equals the vendor SDK's signer for a thousand random requests", async () => {
    const name = fc.stringMatching(/^[A-Z][A-Za-z]{0,12}$/);
    const plain = fc.string({ unit: 'grapheme', maxLength: 30 });
    const random = fc.record({
      service: fc.constantFrom('ecs.cn-hangzhou', 'ecs.us-west-1', 'ens', 'sts'),
      keyId: fc.stringMatching(/^[\x21-\x7e]{1,40}$/),
      secret: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
      token: fc.option(fc.stringMatching(/^[\x21-\x7e]{1,60}$/), { nil: undefined }),
      nonce: fc.uuid(),
      at: fc.integer({ min: 0, max: 4_102_444_799_999 }),
      parameters: fc.dictionary(name, fc.oneof(plain, fc.integer(), fc.array(plain, { maxLength: 25 })), {
        noNullPrototype: true,
      }),
    });
    await fc.assert(
      fc.asyncProperty(random, async ({ service, keyId, secret, token, nonce, at, parameters }) => {
        const host = `${service}.aliyuncs.com`;
        const api = { host, action: 'A', version: 'V', parameters };
        const { headers } = await signRequest(api, { keyId, secret, token }, at, nonce);
        const { Accept: _, Authorization: ours, ...signed } = headers;
        const theirs = signWithSdk({
          parameters,
          headers: { host, ...signed },
          payloadHash: await sha256Hex(''),
          keyId,
          secret,
        });
        expect(ours).toBe(theirs);
      }),
      { numRuns: 1000 },
    );
  }, 60_000);
});
