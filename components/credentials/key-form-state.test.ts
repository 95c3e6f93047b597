import { expect, test } from 'vitest';
import { failed, success } from '../../lib/domain/result';
import { testProfile } from '../share-list/test-values';
import { canSave, emptyKeyForm, type KeyForm, keyFormReducer, saveRequest } from './key-form-state';
import { strengthOf } from './passphrase';

const typed: KeyForm = {
  ...emptyKeyForm,
  site: 'tencent-intl',
  label: 'Production',
  keyId: ' AKIDdummy\n',
  secret: ' dummy-secret ',
  token: ' ',
};

test('empties the secrets whatever the cloud says', () => {
  const withToken = { ...typed, token: 'dummy-token' };
  const refused = keyFormReducer(withToken, { kind: 'answered', answer: failed({ kind: 'key-unknown' }) });
  expect(refused).toMatchObject({ secret: '', token: '', keyId: ' AKIDdummy\n', label: 'Production' });
  expect(refused.failure?.kind).toBe('key-unknown');
  const saved = keyFormReducer(withToken, { kind: 'answered', answer: success(testProfile) });
  expect(saved).toMatchObject({ secret: '', token: '', keyId: '', site: 'tencent-intl', saved: testProfile });
});

test('drops spaces around pasted keys and sends no empty token', () => {
  expect(saveRequest(typed)).toEqual({
    site: 'tencent-intl',
    label: 'Production',
    keyId: 'AKIDdummy',
    secret: 'dummy-secret',
  });
});

test('saves only with an id and a secret, and once at a time', () => {
  expect(canSave(typed)).toBe(true);
  expect(canSave({ ...typed, secret: ' ' })).toBe(false);
  expect(canSave(keyFormReducer(typed, { kind: 'saving' }))).toBe(false);
});

test('ignores a site it does not know', () => {
  expect(keyFormReducer(typed, { kind: 'site-chosen', site: 'elsewhere' }).site).toBe('tencent-intl');
});

test('judges passphrases by length and variety, counting characters rather than bytes', () => {
  expect(
    ['', 'seven77', 'eight888', 'twelve letters', 'four words are enough', '一二三四五六七八'].map(
      strengthOf,
    ),
  ).toEqual(['empty', 'too-short', 'weak', 'fair', 'strong', 'weak']);
  expect(strengthOf('aaaaaaaaaaaaaaaaaaaaaaaa')).toBe('weak');
});
