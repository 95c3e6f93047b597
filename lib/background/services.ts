import { glanceKey } from '../domain/glance';
import { success } from '../domain/result';
import { lockAfterMs } from '../domain/settings';
import type { Clock } from '../engine/ports';
import { readSettings } from '../storage/settings-store';
import { createBook } from './book';
import { createClockOffset } from './clock-offset';
import { createClouds } from './clouds';
import { createConsoleCounts } from './console-counts';
import type { Ground } from './ground';
import type { Services } from './handlers';
import { createHistory } from './history';
import { createImages } from './images';
import { createJobCalls } from './job-calls';
import { createJobs } from './jobs';
import { isRunning } from './live-job';
import { createNotices } from './notices';
import { createPlanner } from './planner';
import { createProfiles } from './profiles';
import { createRosters } from './rosters';
import { createStarts } from './starts';
import { createStorageCare } from './storage-care';
import { createVault } from './vault';
import { createIdle } from './vault-idle';

interface Surroundings {
  isBusy: () => Promise<boolean>;
  /** Told when the vault was locked because nobody used it. */
  onIdle: () => void;
}

const openKeys = (ground: Ground, { isBusy, onIdle }: Surroundings) => {
  const { session, randomBytes, vaultStore, clock, newId } = ground;
  const cost = ground.kdfCost ? { cost: ground.kdfCost } : {};
  const idle = createIdle({
    session,
    now: clock.now,
    limitMs: async () => lockAfterMs((await readSettings(ground.settings)).lockAfter),
    isBusy,
    wakeAt: ground.wakeAt,
  });
  const vault = createVault({
    store: vaultStore,
    session,
    randomBytes,
    now: clock.now,
    idle,
    onIdle,
    ...cost,
  });
  const offset = createClockOffset(session, { now: clock.now, elapsedMs: ground.elapsedMs });
  const clouds = createClouds({
    providers: ground.providers,
    products: ground.products,
    network: ground.network,
    offset,
    keysOf: (profileId) => profiles.credentialsOf(profileId),
  });
  const profiles = createProfiles({
    vault,
    now: clock.now,
    newId,
    askWho: async (site, credentials) => {
      const product = Object.values(ground.products).find((each) => each.sites.includes(site));
      return product
        ? clouds.openWith(product.id, site, credentials).provider.whoAmI()
        : { ok: false, failure: { kind: 'request-malformed', code: 'site' } };
    },
  });
  return { vault, idle, clouds, profiles, cloudNow: offset.cloudNow };
};

/** Puts the services together. Does nothing by itself: jobs go on at `jobs.wake`. */
export const assemble = (ground: Ground): Services => {
  const { store, clock, random, awake, products, session, quarantine, troubles } = ground;
  const consoleCounts = createConsoleCounts(ground);
  const retry = { clock, random };
  const { vault, idle, clouds, profiles, cloudNow } = openKeys(ground, {
    isBusy: async () => (await store.listJobs()).some(isRunning),
    onIdle: () => rosters.stop(),
  });
  const planner = createPlanner({
    ...retry,
    clouds,
    products,
    jobs: store,
    rosters: consoleCounts.store,
    makeId: ground.newId,
    profileOf: async (profileId) => {
      const keys = await profiles.credentialsOf(profileId);
      return keys.ok ? success(keys.value.profile) : keys;
    },
  });
  const rosters = createRosters({
    ...retry,
    clouds,
    products,
    store: consoleCounts.store,
    awake,
    profiles: profiles.list,
    forgetGlance: () => session.remove(glanceKey),
  });
  // How long a call may still land is judged by the cloud's clock; the machine's may jump.
  const jobClock: Clock = { now: cloudNow, sleep: clock.sleep };
  const notices = createNotices({
    clock,
    session,
    awake,
    isWanted: async () => (await readSettings(ground.settings)).jobNotices === 'on',
    show: ground.showNotice,
  });
  const jobs = createJobs({
    ...retry,
    clock: jobClock,
    clouds,
    products,
    store,
    awake,
    keepAlarm: ground.keepAlarm,
    onRunning: (count) => void ground.showRunning(count).catch(() => {}),
    onEnded: (live) => {
      const { job, images } = live;
      notices.stopped(live);
      void rosters.readAfterJob(job.profileId, { product: job.product, images: [...images.values()] });
    },
  });
  return {
    settings: ground.settings,
    panels: ground.panels,
    consoleCounts,
    vault,
    profiles,
    clouds,
    images: createImages({ ...retry, clouds, products }),
    planner,
    starts: createStarts({ session, store, jobs, planner, clock, openConfirmation: ground.openConfirmation }),
    jobs,
    jobCalls: createJobCalls({ jobs, planner, store, clock: jobClock }),
    notices,
    rosters,
    book: createBook(ground.bookStore),
    storageCare: createStorageCare({ quarantine, troubles, now: clock.now }),
    history: createHistory(store),
    removeRosters: consoleCounts.store.removeProfile,
    clearEverything: async () => {
      await ground.clearStores();
      await session.clear();
      await Promise.all([ground.keepAlarm(false), ground.wakeAt(undefined)]);
    },
    lockIfIdle: async () => {
      const state = await vault.state();
      if (state.ok && state.value === 'open') await idle.arm();
    },
    openWorkspace: ground.openWorkspace,
    openJob: ground.openJob,
    retry,
    awake,
  };
};
