import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import type { Caller } from '../domain/profile';
import { failed, type Result, success } from '../domain/result';
import { peek, poke } from '../testing/scratch-database';
import { createVaultBench } from '../testing/vault-bench';
import { createProfiles, type ProfileInput, type ProfilesDeps } from './profiles';

const passphrase = 'dummy passphrase';
const caller: Caller = { account: '100000000001', name: 'dummy root' };
const input: ProfileInput = {
  site: 'tencent',
  label: ' Work ',
  keyId: ' DUMMYKEYID0001 ',
  secret: '\tdummy-secret-1\n',
};

const setUp = async (options: { who?: () => Promise<Result<Caller>>; isLocked?: boolean } = {}) => {
  const { database, vault } = createVaultBench();
  await vault.create(passphrase);
  const asked: Parameters<ProfilesDeps['askWho']>[] = [];
  let made = 0;
  const profiles = createProfiles({
    vault,
    now: () => 1_700_000_000_000,
    newId: () => {
      made += 1;
      return `profile-${made}`;
    },
    askWho: async (...question) => {
      asked.push(question);
      return options.who ? options.who() : success(caller);
    },
  });
  return { database, vault, profiles, asked };
};

describe('profiles', () => {
  test('are saved with the caller, trimmed, and shown without a secret', async () => {
    const { profiles, asked } = await setUp();
    const saved = await profiles.save({ ...input, token: ' dummy-token ' });
    const shown = {
      id: 'profile-1',
      site: 'tencent',
      label: 'Work',
      keyIdHint: 'DUMM…0001',
      hasToken: true,
      caller,
      savedAt: 1_700_000_000_000,
    };
    expect(saved).toEqual(success(shown));
    expect(await profiles.list()).toEqual(success([shown]));
    const credentials = { keyId: 'DUMMYKEYID0001', secret: 'dummy-secret-1', token: 'dummy-token' };
    expect(asked).toEqual([['tencent', credentials]]);
    expect(await profiles.credentialsOf('profile-1')).toEqual(
      success({ site: 'tencent', credentials, profile: shown }),
    );
  });

  test('keep their id when the same key id is saved again, even twice at once', async () => {
    const { profiles } = await setUp();
    await Promise.all([
      profiles.save(input),
      profiles.save({ ...input, label: 'New', secret: 'dummy-secret-2' }),
    ]);
    expect(await profiles.list()).toMatchObject({
      value: [{ id: 'profile-1', label: 'New', hasToken: false }],
    });
    expect(await profiles.credentialsOf('profile-1')).toMatchObject({
      value: { credentials: { secret: 'dummy-secret-2' } },
    });
  });

  test('go on without a caller when the key may not ask who it is', async () => {
    const { profiles } = await setUp({ who: async () => failed({ kind: 'not-permitted' }) });
    const saved = await profiles.save(input);
    expect(saved.ok && saved.value.caller).toBeUndefined();
    expect(await profiles.list()).toMatchObject({ ok: true, value: [{ label: 'Work' }] });
  });

  test.each(['key-unknown', 'signature-wrong', 'unreachable', 'permission-missing'] as const)(
    'are not saved when asking fails with %s',
    async (kind) => {
      const { profiles } = await setUp({ who: async () => failed({ kind, requestId: 'request-1' }) });
      expect(await profiles.save(input)).toEqual(failed({ kind, requestId: 'request-1' }));
      expect(await profiles.list()).toEqual(success([]));
    },
  );

  test.each([
    ['keyId', { keyId: '  ' }],
    ['keyId', { keyId: 'DUMMY KEY' }],
    ['secret', { secret: '' }],
    ['secret', { secret: 'two\nlines' }],
    ['token', { token: 'two\r\nlines' }],
  ])('are refused before the cloud is asked when %s is %j', async (code, part) => {
    const { profiles, asked } = await setUp();
    expect(await profiles.save({ ...input, ...part })).toEqual(failed({ kind: 'request-malformed', code }));
    expect(asked).toEqual([]);
  });

  test('take the key for a label where none was given, and never show all of a short key id', async () => {
    const { profiles } = await setUp();
    const saved = await profiles.save({ ...input, label: ' ', keyId: 'DUMMY123', token: ' ' });
    expect(saved).toMatchObject({ value: { label: 'DU…', keyIdHint: 'DU…', hasToken: false } });
  });

  test('are closed while the vault is locked, and the cloud is not asked', async () => {
    const { profiles, vault, asked } = await setUp();
    await profiles.save(input);
    await vault.lock();
    const locked = failed({ kind: 'vault-locked' });
    expect(await profiles.list()).toEqual(locked);
    expect(await profiles.save(input)).toEqual(locked);
    expect(await profiles.remove('profile-1')).toEqual(locked);
    expect(await profiles.credentialsOf('profile-1')).toEqual(locked);
    expect(asked.length).toBe(1);
  });

  test('work in memory only', async () => {
    const { profiles, vault } = await setUp();
    await vault.useMemory();
    await profiles.save(input);
    expect(await profiles.list()).toMatchObject({ value: [{ label: 'Work' }] });
    await vault.lock();
    await vault.unlock(passphrase);
    expect(await profiles.list()).toEqual(success([]));
  });

  test('are gone once removed', async () => {
    const { profiles } = await setUp();
    await profiles.save(input);
    expect(await profiles.remove('profile-1')).toEqual(success(null));
    expect(await profiles.remove('profile-1')).toEqual(success(null));
    expect(await profiles.list()).toEqual(success([]));
    expect(await profiles.credentialsOf('profile-1')).toEqual(failed({ kind: 'profile-missing' }));
  });

  test('stay usable beside a damaged one', async () => {
    const { profiles, database } = await setUp();
    await profiles.save(input);
    await profiles.save({ ...input, keyId: 'DUMMYKEYID0002', label: 'Other' });
    const other = await peek(database, 'vault', ['record', 'profile-2']);
    await poke(database, 'vault', ['record', 'profile-1'], other);
    expect(await profiles.list()).toMatchObject({ ok: true, value: [{ id: 'profile-2' }] });
    expect(await profiles.damaged()).toEqual(success(['profile-1']));
    expect(await profiles.credentialsOf('profile-1')).toEqual(failed({ kind: 'vault-damaged' }));
    expect(await profiles.credentialsOf('profile-2')).toMatchObject({ ok: true });
  });
});
