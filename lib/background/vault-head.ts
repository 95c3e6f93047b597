import { failed, type Result, success } from '../domain/result';
import type { Bytes, KdfCost } from '../storage/vault-store';
import { isWhole, makeHead, openHead, presentCost, raisedCost } from './vault-crypto';
import type { createTries } from './vault-tries';
import type { VaultDeps } from './vault-values';

/** A vault's key, and the cost that its head was made with. */
interface OpenedHead {
  key: Bytes;
  cost: KdfCost;
}

/** Opens the head on disk. Fails with vault-missing, vault-damaged, wrong-passphrase, passphrase-wait. */
export const openVault = async (
  { store }: VaultDeps,
  tries: ReturnType<typeof createTries>,
  passphrase: string,
): Promise<Result<OpenedHead>> => {
  const found = await store.readHead();
  if (found.state === 'missing') return failed({ kind: 'vault-missing' });
  if (found.state !== 'value') return failed({ kind: 'vault-damaged', code: found.state });
  if (!(await isWhole(found.value))) return failed({ kind: 'vault-damaged' });
  if ((await tries.waitMs()) > 0) return failed({ kind: 'passphrase-wait' });
  await tries.begin();
  const key = await openHead(passphrase, found.value);
  if (key === undefined) {
    await tries.wasWrong();
    return failed({ kind: 'wrong-passphrase' });
  }
  await tries.forget();
  return success({ key, cost: found.value.cost });
};

/** A failed raise is no failed unlock: the old head still opens, and the next unlock tries again. */
export const raiseHead = async (
  { store, randomBytes, cost = presentCost }: VaultDeps,
  passphrase: string,
  opened: OpenedHead,
): Promise<void> => {
  const raised = raisedCost(opened.cost, cost);
  if (raised === undefined) return;
  try {
    await store.writeHead(await makeHead(passphrase, opened.key, raised, randomBytes));
  } catch {}
};

/** Seals the same key for another passphrase, in one write: the old head stands or the new one. Rejects with the store. */
export const changeHead = async (
  { store, randomBytes, cost = presentCost }: VaultDeps,
  next: string,
  opened: OpenedHead,
): Promise<void> => {
  const raised = raisedCost(opened.cost, cost) ?? opened.cost;
  await store.writeHead(await makeHead(next, opened.key, raised, randomBytes));
};
