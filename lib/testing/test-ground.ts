import { createAwake } from '../background/awake';
import type { SessionDoor } from '../background/doors';
import type { Ground } from '../background/ground';
import type { Services } from '../background/handlers';
import { createPanels } from '../background/panels';
import { assemble } from '../background/services';
import { createTroubles } from '../background/storage-care';
import { createLimiter } from '../engine/limiter';
import type { Clock } from '../engine/ports';
import { providers } from '../providers/apis';
import { products } from '../providers/catalog';
import type { VaultStore } from '../storage/vault-store';

/** A vault on disk that was never made; keys are then kept in the session. */
export const emptyVault: VaultStore = {
  readHead: async () => ({ state: 'missing' }),
  writeHead: async () => {},
  read: async () => ({ state: 'missing' }),
  put: async () => {},
  remove: async () => {},
  ids: async () => [],
  begin: async () => {},
};

/** What a background without a browser differs in from test to test. */
export interface TestGround
  extends Pick<Ground, 'store' | 'rosterStore' | 'bookStore' | 'session' | 'random' | 'newId' | 'keepAlarm'>,
    Partial<
      Pick<
        Ground,
        | 'vaultStore'
        | 'elapsedMs'
        | 'providers'
        | 'products'
        | 'openConfirmation'
        | 'clearStores'
        | 'openJob'
        | 'showNotice'
        | 'showRunning'
        | 'settings'
        | 'consoles'
      >
    > {
  clock: Clock;
  session: SessionDoor;
  fetch: Ground['network']['fetch'];
  /** Host names of the clouds, as in match patterns. */
  hosts: readonly string[];
  mayReach?: (pattern: string) => Promise<boolean>;
}

/** Assembles a whole background: everything real but storage, network, time and chance. */
export const assembleOn = (ground: TestGround): Services => {
  const { clock, session, fetch, hosts, mayReach = async () => true } = ground;
  return assemble({
    settings: { read: async () => undefined, write: async () => {} },
    vaultStore: emptyVault,
    quarantine: { list: async () => [], clear: async () => {} },
    troubles: createTroubles(),
    // Nothing puts this background to sleep.
    awake: createAwake({ clock: { ...clock, sleep: () => new Promise(() => {}) }, poke: async () => {} }),
    elapsedMs: clock.now,
    network: { fetch, clock, limiter: createLimiter(clock), hosts, mayReach },
    providers,
    products,
    panels: createPanels({
      session,
      makeToken: () => 'token',
      now: clock.now,
      siteOf: () => 'tencent',
      regionOf: (_, written) => written,
    }),
    randomBytes: (length) => new Uint8Array(length),
    consoles: { siteOf: () => 'tencent', tell: () => {}, selectedText: () => '' },
    openConfirmation: async () => undefined,
    openWorkspace: async () => {},
    wakeAt: async () => {},
    clearStores: async () => {},
    openJob: async () => {},
    showNotice: async () => {},
    showRunning: async () => {},
    ...ground,
  });
};
