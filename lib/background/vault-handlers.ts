import { failed, type Result, success } from '../domain/result';
import { readSettings, writeSettings } from '../storage/settings-store';
import type { Services, Some } from './handlers';

/** Goes on with jobs that waited for the keys, without keeping the person waiting. */
const afterKeys = <Value>(services: Services, result: Result<Value>): Result<Value> => {
  if (result.ok) void services.jobs.resumeWhere((_, { kind }) => kind === 'vault-locked').catch(() => {});
  return result;
};

/** Jobs first, so that none writes into the empty database; then the key, so that a kill midway leaves nothing open. */
const forgetEverything = async ({
  jobs,
  planner,
  rosters,
  vault,
  clearEverything,
}: Services): Promise<Result<null>> => {
  jobs.forget();
  planner.forget();
  rosters.stop();
  const locked = await vault.lock();
  if (!locked.ok) return locked;
  try {
    await clearEverything();
    return success(null);
  } catch {
    return failed({ kind: 'storage-failed' });
  }
};

/** What concerns the vault as a whole, and what a person sets about it. */
export const vaultHandlers = (services: Services): Some<'vault' | 'settings' | 'everything'> => {
  const { vault, jobs, rosters, settings } = services;
  return {
    'vault.state': () => vault.state(),
    'vault.create': async ({ passphrase }) => afterKeys(services, await vault.create(passphrase)),
    'vault.unlock': async ({ passphrase }) => afterKeys(services, await vault.unlock(passphrase)),
    'vault.lock': async () => {
      // A run has keys in hand; locking means that none is used any more.
      jobs.stopWhere(() => true, { kind: 'vault-locked' });
      rosters.stop();
      return vault.lock();
    },
    'vault.useMemory': () => vault.useMemory(),
    'vault.change': ({ present, next }) => vault.change(present, next),
    'vault.wait': async () => {
      const waitMs = await vault.waitMs();
      return waitMs.ok ? success({ waitMs: waitMs.value }) : waitMs;
    },
    'vault.used': () => vault.touch(),
    'settings.read': async () => success(await readSettings(settings)),
    'settings.write': async (change) => {
      try {
        await writeSettings(settings, change);
      } catch {
        return failed({ kind: 'storage-failed' });
      }
      services.consoleCounts.tell();
      // The new time counts from now on.
      await vault.touch();
      return success(await readSettings(settings));
    },
    'everything.forget': () => forgetEverything(services),
  };
};
