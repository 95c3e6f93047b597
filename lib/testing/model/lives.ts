import type { Services } from '../../background/handlers';
import type { Product, ProductId } from '../../domain/product';
import type { Clock } from '../../engine/ports';
import { products } from '../../providers/catalog';
import { createMemorySession } from '../memory-session';
import { practiceCredentials } from '../practice-provider';
import { assembleOn, emptyVault } from '../test-ground';
import { fetchOf } from './network';
import { type Stage, storeOf } from './stage';

const alarmMs = 30_000;

/** Few accounts a call, so that short lists make several calls. */
const smallCalls = (product: Product): Product => ({
  ...product,
  limits: {
    ...product.limits,
    accountsPerCall: { share: 2, revoke: Math.min(2, product.limits.accountsPerCall.revoke) },
  },
});

const smallProducts = Object.fromEntries(
  Object.entries(products).map(([id, product]) => [id, smallCalls(product)]),
) as Record<ProductId, Product>; // The same keys.

/** The backgrounds of a run, one after another, and the browser's alarm that wakes them. */
export interface Lives {
  /** The present background; a dead one is started, as any message does. */
  services(): Services;
  kill(downMs: number): void;
  profileId(): string;
}

/** Starts the first background and saves the keys. */
export const createLives = async (stage: Stage): Promise<Lives> => {
  const { clock, kit, life, stores } = stage;
  const session = createMemorySession();
  let ids = 0;
  let isAlarmSet = false;
  let isTicking = false;
  let profileId = '';

  const machine: Clock = { now: () => clock.now() + stage.skew.ms, sleep: clock.sleep };

  const tick = async (): Promise<void> => {
    if (isTicking) return;
    isTicking = true;
    while (isAlarmSet) {
      await clock.sleep(alarmMs);
      if (!isAlarmSet) break;
      const { jobs } = alive();
      void jobs.wake().then(jobs.retryPassing);
    }
    isTicking = false;
  };

  const begin = (): Services => {
    const mine = life.number;
    return assembleOn({
      store: storeOf(stage, mine),
      rosterStore: { ...stores.rosters, put: async () => {} },
      bookStore: stores.book,
      session: {
        ...session,
        read: async (key) => (key === 'vault' && stage.troubles.isLocked ? undefined : session.read(key)),
      },
      // Locked, the disk still says that there is a vault.
      vaultStore: {
        ...emptyVault,
        readHead: async () => ({ state: stage.troubles.isLocked ? 'newer' : 'missing' }),
      },
      clock: machine,
      elapsedMs: clock.now,
      random: stage.random,
      fetch: fetchOf(stage, mine),
      hosts: kit.hosts,
      mayReach: async () => !stage.troubles.isForbidden,
      products: smallProducts,
      newId: () => `id-${++ids}`,
      keepAlarm: async (isNeeded) => {
        if (mine !== life.number) return;
        isAlarmSet = isNeeded;
        void tick();
      },
    });
  };

  let services = begin();

  const alive = (): Services => {
    if (life.isAlive) return services;
    life.isAlive = true;
    services = begin();
    void services.jobs.wake();
    return services;
  };

  const { keyId, secret } = practiceCredentials;
  await services.vault.useMemory();
  const saved = await clock.run(services.profiles.save({ site: kit.site, label: 'main', keyId, secret }));
  if (!saved.ok) throw new Error(`the keys were not saved: ${saved.failure.kind}`);
  profileId = saved.value.id;

  return {
    services: alive,
    profileId: () => profileId,
    kill: (downMs) => {
      life.number += 1;
      life.isAlive = false;
      stage.oracle.died();
      void clock.sleep(downMs).then(alive);
    },
  };
};
