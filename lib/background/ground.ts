import type { Product, ProductId } from '../domain/product';
import type { OpenProvider } from '../domain/provider';
import type { Clock, JobStore, RosterStore } from '../engine/ports';
import type { BookStore } from '../storage/book-store';
import type { QuarantineStore } from '../storage/quarantine';
import type { SettingsStore } from '../storage/settings-store';
import type { Bytes, KdfCost, VaultStore } from '../storage/vault-store';
import type { Awake } from './awake';
import type { ConsolePages } from './console-counts';
import type { Notice, SessionDoor } from './doors';
import type { NetworkDeps } from './fetch';
import type { createPanels } from './panels';
import type { Troubles } from './storage-care';

/** Everything from outside that the background stands on. */
export interface Ground {
  store: JobStore;
  rosterStore: RosterStore;
  bookStore: BookStore;
  settings: SettingsStore;
  vaultStore: VaultStore;
  quarantine: QuarantineStore;
  troubles: Troubles;
  session: SessionDoor;
  clock: Clock;
  /** Milliseconds since some moment, by a clock that nobody sets. */
  elapsedMs: () => number;
  random: () => number;
  awake: Awake;
  network: Omit<NetworkDeps, 'clockOffsetMs'>;
  providers: Record<ProductId, OpenProvider>;
  products: Record<ProductId, Product>;
  panels: ReturnType<typeof createPanels>;
  consoles: ConsolePages;
  randomBytes: (length: number) => Bytes;
  newId: () => string;
  kdfCost?: KdfCost;
  keepAlarm: (isNeeded: boolean) => Promise<void>;
  /** Asks the browser to wake us at a moment, milliseconds since the epoch; undefined: no longer. */
  wakeAt: (at: number | undefined) => Promise<void>;
  /** Empties every store on disk at once. */
  clearStores: () => Promise<void>;
  openConfirmation: (planId: string) => Promise<number | undefined>;
  openWorkspace: (section: string) => Promise<void>;
  openJob: (jobId: string) => Promise<void>;
  showNotice: (notice: Notice) => Promise<void>;
  /** Tells how many jobs run, 0 too. */
  showRunning: (jobs: number) => Promise<void>;
}
