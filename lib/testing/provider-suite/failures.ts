import { describe, expect, it } from 'vitest';
import { classOf, failureClasses } from '../../domain/failure';
import { failed } from '../../domain/result';
import { brokenAnswers } from '../broken-answers';
import { answered, dummyCredentials } from '../fake-session';
import { account, kindOf, methodsOf, type ProviderSubject, toolsFor } from './subject';

/** Failures: the right kind, never a false success, never a secret. */
export const testFailures = (subject: ProviderSubject): void => {
  const { says, image, product } = subject;
  const { openWith, always } = toolsFor(subject);
  const broken = [...brokenAnswers, ...subject.brokenAnswers];

  describe(`${product.id}: failures`, () => {
    it('tells every code of the vendor by its kind', async () => {
      for (const [code, kind] of subject.codes) {
        const result = await always(answered(says.error(code, 'why'))).provider.change(image, 'share', [
          account,
        ]);
        const message = subject.hidesMessageOf?.(code) ? undefined : 'why';
        expect(result, code).toMatchObject({ ok: false, failure: { kind, code, message } });
        expect(failureClasses).toHaveProperty([kind]);
      }
    });

    it('says of a lost answer that nobody knows', async () => {
      const answers = [
        ...broken.map((text) => [200, text]),
        [500, '<html>'],
        [502, ''],
        [504, '{}'],
      ] as const;
      for (const [status, text] of answers) {
        const result = await always(answered(String(text), Number(status))).provider.change(image, 'share', [
          account,
        ]);
        expect(result.ok, String(text)).toBe(false);
        if (!result.ok) expect(classOf(result.failure), String(text)).toBe('lost');
      }
    });

    it('never makes a success of a broken answer', async () => {
      for (const text of broken) {
        for (const [name, call] of Object.entries(
          methodsOf(always(answered(text)).provider, image, product),
        )) {
          expect(kindOf(await call()), `${name}: ${text.slice(0, 60)}`).not.toBe('success');
        }
      }
    });

    it('never makes a success of an answer with another status', async () => {
      for (const status of [0, 201, 204, 302, 403, 404, 429, 500, 503]) {
        const result = await always(answered(says.changed, status)).provider.change(image, 'revoke', [
          account,
        ]);
        expect(result.ok, String(status)).toBe(false);
      }
    });

    it.each(['unreachable', 'timed-out', 'permission-missing', 'unexpected-reply'] as const)(
      'hands on what the network says: %s',
      async (kind) => {
        const { provider } = always(failed({ kind }));
        for (const call of Object.values(methodsOf(provider, image, product)))
          expect(kindOf(await call())).toBe(kind);
      },
    );

    it('never repeats a secret, even where the vendor does', async () => {
      const { keyId, secret, token } = dummyCredentials;
      const text = says.error('AuthFailure.SignatureFailure', `${keyId} with ${secret} and ${token}`);
      for (const call of Object.values(methodsOf(always(answered(text)).provider, image, product))) {
        const told = JSON.stringify(await call());
        expect(told).not.toContain(secret);
        expect(told).not.toContain(token);
      }
    });

    it('fails, and sends nothing, for keys that cannot stand in a header', async () => {
      for (const keyId of ['', 'AKID\nEXAMPLE', 'AKID EXAMPLE', 'ключ']) {
        const { provider, session } = openWith(() => answered(says.changed), { ...dummyCredentials, keyId });
        for (const call of Object.values(methodsOf(provider, image, product)))
          expect((await call()).ok).toBe(false);
        expect(session.sent).toEqual([]);
      }
    });
  });
};
