import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hex, sha256Hex } from '../../signing/digest';
import published from './fixtures/published-vectors.json';
import fromSdk from './fixtures/sdk-vectors.json';
import {
  authorization,
  canonicalRequest,
  dayOf,
  scopeOf,
  signature,
  signingKey,
  signRequest,
  stringToSign,
} from './sign';
import { signWithSdk } from './testing/sdk-signer';

type Vector = (typeof fromSdk.vectors)[number];

const timestampOf = (vector: Vector) => Number(vector.headers['X-TC-Timestamp']);
const serviceOf = (vector: Vector) => new URL(vector.url).hostname.split('.', 1)[0] ?? '';

const canonicalOf = (vector: Vector) =>
  canonicalRequest({
    method: vector.method === 'GET' ? 'GET' : 'POST',
    query: new URL(vector.url).search.slice(1),
    headers: { 'Content-Type': vector.headers['Content-Type'], Host: vector.headers.Host },
    payload: vector.body,
  });

describe.each(fromSdk.vectors)("the vendor SDK's vector $id: $note", (vector) => {
  const timestamp = timestampOf(vector);
  const service = serviceOf(vector);

  it('gives the same canonical request', async () => {
    expect(await sha256Hex(vector.body)).toBe(vector.payloadSha256);
    expect((await canonicalOf(vector)).text).toBe(vector.canonicalRequest);
    expect(await sha256Hex((await canonicalOf(vector)).text)).toBe(vector.canonicalSha256);
  });

  it('gives the same string to sign', async () => {
    expect(await stringToSign(timestamp, service, vector.canonicalRequest)).toBe(vector.stringToSign);
  });

  it('derives the same keys', async () => {
    const keys = await signingKey(fromSdk.secret, timestamp, service);
    expect(hex(keys.date)).toBe(vector.kDate);
    expect(hex(keys.service)).toBe(vector.kService);
    expect(hex(keys.signing)).toBe(vector.kSigning);
  });

  it('gives the same signature and Authorization', async () => {
    const keys = await signingKey(fromSdk.secret, timestamp, service);
    const signed = await signature(keys.signing, vector.stringToSign);
    expect(signed).toBe(vector.signature);
    const { signedHeaders } = await canonicalOf(vector);
    const scope = scopeOf(timestamp, service);
    expect(authorization(fromSdk.keyId, scope, signedHeaders, signed)).toBe(vector.headers.Authorization);
  });
});

describe.each(fromSdk.vectors.filter(({ method }) => method === 'POST'))(
  'a whole request, against vector $id',
  (vector) => {
    it('sends the same headers but Host, and the same body', async () => {
      const { Host: host, ...headers } = vector.headers;
      const credentials = {
        keyId: fromSdk.keyId,
        secret: fromSdk.secret,
        token: 'X-TC-Token' in headers ? fromSdk.token : undefined,
      };
      const request = {
        host,
        service: serviceOf(vector),
        action: headers['X-TC-Action'],
        version: headers['X-TC-Version'],
        region: headers['X-TC-Region'],
        language: 'X-TC-Language' in headers ? headers['X-TC-Language'] : undefined,
        body: vector.body,
      };
      expect(await signRequest(request, credentials, timestampOf(vector) * 1000 + 999)).toEqual({
        url: vector.url,
        method: 'POST',
        headers,
        body: vector.body,
      });
    });
  },
);

describe.each(published.vectors)("the vendor's published example $id", (vector) => {
  it('comes out step by step', async () => {
    expect(await sha256Hex(vector.payload)).toBe(vector.payloadSha256);
    const canonical = await canonicalRequest({
      method: 'POST',
      query: '',
      headers: { 'content-type': vector.contentType, host: vector.host, ...vector.extraHeaders },
      payload: vector.payload,
    });
    expect(canonical.signedHeaders).toBe(vector.signedHeaders);
    expect(await sha256Hex(canonical.text)).toBe(vector.canonicalSha256);
    const keys = await signingKey(vector.secretParts.join(''), vector.timestamp, vector.service);
    const text = await stringToSign(vector.timestamp, vector.service, canonical.text);
    expect(await signature(keys.signing, text)).toBe(vector.signature);
  });
});

describe('signing', () => {
  it('takes the UTC day, whatever the time zone', () => {
    expect(dayOf(1767225599)).toBe('2025-12-31');
    expect(dayOf(1767225600)).toBe('2026-01-01');
    expect(dayOf(1772323199)).toBe('2026-02-28');
  });

  it('never sets a header that the browser owns', async () => {
    const request = {
      host: 'cvm.tencentcloudapi.com',
      service: 'cvm',
      action: 'A',
      version: 'V',
      body: '{}',
    };
    const signed = await signRequest(request, { keyId: 'AKIDEXAMPLE', secret: 'EXAMPLE' }, 0);
    expect(Object.keys(signed.headers).map((name) => name.toLowerCase())).not.toContain('host');
    expect(signed.headers).not.toHaveProperty('X-TC-Region');
    expect(signed.headers).not.toHaveProperty('X-TC-Token');
  });

  it('never repeats the secret in what is sent', async () => {
    const request = {
      host: 'cvm.tencentcloudapi.com',
      service: 'cvm',
      action: 'A',
      version: 'V',
      body: '{}',
    };
    const signed = await signRequest(request, { keyId: 'AKIDEXAMPLE', secret: 'EXAMPLE-SECRET-KEY' }, 0);
    expect(JSON.stringify(signed)).not.toContain('EXAMPLE-SECRET-KEY');
  });

  it("equals the vendor SDK's signer for a thousand random requests", async () => {
    const word = fc.stringMatching(/^[a-z][a-z0-9]{0,12}$/);
    const request = fc.record({
      service: word,
      site: fc.constantFrom('', '.intl', '.ap-shanghai-fsi'),
      keyId: fc.stringMatching(/^[\x21-\x7e]{1,40}$/),
      secret: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
      at: fc.integer({ min: 0, max: 4_102_444_799_999 }),
      payload: fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue(), { noNullPrototype: true }),
    });
    await fc.assert(
      fc.asyncProperty(request, async ({ service, site, keyId, secret, at, payload }) => {
        const host = `${service}${site}.tencentcloudapi.com`;
        const body = JSON.stringify(payload);
        const signed = await signRequest(
          { host, service, action: 'A', version: 'V', body },
          { keyId, secret },
          at,
        );
        const timestamp = Math.floor(at / 1000);
        const theirs = signWithSdk({ host, service, keyId, secret, timestamp, body });
        expect(signed.headers.Authorization).toBe(theirs);
        expect(signed.headers['X-TC-Timestamp']).toBe(String(timestamp));
      }),
      { numRuns: 1000 },
    );
  }, 60_000);
});
