import { describe, expect, it } from 'vitest';
import { answered, dummyCredentials, numbered } from '../fake-session';
import { account, contentOf, kindOf, methodsOf, type ProviderSubject, toolsFor } from './subject';

/** Writes, requests and the clock. */
export const testWrites = (subject: ProviderSubject): void => {
  const { says, image, product } = subject;
  const { openWith, always } = toolsFor(subject);

  describe(`${product.id}: writes`, () => {
    it.each(['share', 'revoke'] as const)('sends one call with exactly the accounts: %s', async (action) => {
      const accounts = numbered('1000', product.limits.accountsPerCall[action]);
      const { provider, session } = always(answered(says.changed));
      expect(contentOf(await provider.change(image, action, accounts)).requestId).not.toBe('');
      expect(session.sent).toHaveLength(1);
      expect(session.sent.flatMap((request) => subject.accountsOf(request))).toEqual(accounts);
    });

    it('names the accounts that the vendor names, whole numbers only', async () => {
      const accounts = ['100000000001', '10000000000', '200000000002'];
      const text = says.error('InvalidAccountId.NotFound', 'no such account: `100000000001`, 2000000000021');
      const result = await always(answered(text)).provider.change(image, 'share', accounts);
      expect(result).toMatchObject({ ok: false, failure: { accounts: ['100000000001'] } });
    });

    it('names all accounts of a long sentence, and keeps a short one', async () => {
      const accounts = numbered('1000', product.limits.accountsPerCall.share);
      const told = `${'No such accounts. '.repeat(40)}${accounts.join(', ')}`;
      const text = says.error('InvalidAccountId.NotFound', told);
      const result = await always(answered(text)).provider.change(image, 'share', accounts);
      expect(result).toMatchObject({ ok: false, failure: { accounts } });
      if (!result.ok) expect(result.failure.message?.length).toBeLessThanOrEqual(500);
    });

    it('tells share and revoke apart', async () => {
      const { provider, session } = always(answered(says.changed));
      await provider.change(image, 'share', [account]);
      await provider.change(image, 'revoke', [account]);
      const [share, revoke] = session.sent.map(({ url, body }) => url + body);
      expect(share).not.toBe(revoke);
    });

    it('sends nothing for no accounts', async () => {
      const { provider, session } = always(answered(says.changed));
      expect((await provider.change(image, 'share', [])).ok).toBe(false);
      expect(session.sent).toEqual([]);
    });
  });

  describe(`${product.id}: clock`, () => {
    const late = says.error(subject.clockCode, '');
    const serverTime = Date.UTC(2026, 0, 1, 1);

    it('learns the server time and signs once more', async () => {
      const { provider, session } = openWith(() =>
        session.sent.length === 1 ? answered(late, 200, serverTime) : answered(says.changed),
      );
      contentOf(await provider.change(image, 'share', [account]));
      expect(session.learned).toEqual([serverTime]);
      expect(session.sent[1]?.headers).not.toEqual(session.sent[0]?.headers);
    });

    it('gives up after the second try, and at once when the server tells no time', async () => {
      const again = always(answered(late, 200, serverTime));
      expect(kindOf(await again.provider.change(image, 'share', [account]))).toBe('clock-off');
      expect(again.session.sent).toHaveLength(2);
      const silent = always(answered(late));
      expect(kindOf(await silent.provider.readRoster(image))).toBe('clock-off');
      expect(silent.session.sent).toHaveLength(1);
    });
  });

  describe(`${product.id}: requests`, () => {
    it('go to https, name a bucket and a rate, and carry no secret', async () => {
      const { provider, session } = always(answered(says.changed));
      for (const call of Object.values(methodsOf(provider, image, product))) await call();
      for (const call of session.calls) {
        expect(call.bucket).not.toBe('');
        expect(call.perSecond).toBeGreaterThan(0);
      }
      for (const request of session.sent) {
        expect(new URL(request.url).protocol).toBe('https:');
        expect(request.url + request.body).not.toContain(dummyCredentials.keyId);
        expect(JSON.stringify(request)).not.toContain(dummyCredentials.secret);
      }
    });

    it('never let a region become another host', async () => {
      for (const region of [
        '',
        'evil.example/',
        'a',
        '@evil.example',
        'ap-x/../-fsi',
        'AP-GUANGZHOU',
        '-fsi',
      ]) {
        const { provider, session } = always(answered(says.changed));
        for (const call of Object.values(methodsOf(provider, { ...image, region }, product))) await call();
        const hosts = session.sent.map(({ url }) => new URL(url).host);
        expect(hosts.filter((host) => /evil|fsi/.test(host))).toEqual([]);
      }
    });
  });
};
