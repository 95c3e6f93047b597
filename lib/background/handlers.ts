import type { Failure } from '../domain/failure';
import type { Region } from '../domain/product';
import type { Profile } from '../domain/profile';
import { failed, type Result, success } from '../domain/result';
import { type RetryDeps, withRetry } from '../engine/retry';
import type { Handlers, Sender } from '../messaging/server';
import type { SettingsStore } from '../storage/settings-store';
import { isFramed } from './audience';
import type { Awake } from './awake';
import type { BookService } from './book';
import type { Clouds } from './clouds';
import type { ConsoleCounts } from './console-counts';
import { type History, historyHandlers } from './history';
import type { Images } from './images';
import type { createJobCalls } from './job-calls';
import type { Jobs } from './jobs';
import type { LiveJob } from './live-job';
import type { Notices } from './notices';
import type { createPanels } from './panels';
import type { Planner } from './planner';
import type { Profiles } from './profiles';
import type { Rosters } from './rosters';
import type { Starts } from './starts';
import { type StorageCare, storageHandlers } from './storage-care';
import type { Vault } from './vault';
import { vaultHandlers } from './vault-handlers';

export interface Services {
  settings: SettingsStore;
  panels: ReturnType<typeof createPanels>;
  vault: Vault;
  profiles: Profiles;
  clouds: Clouds;
  images: Images;
  planner: Planner;
  starts: Starts;
  jobs: Jobs;
  jobCalls: ReturnType<typeof createJobCalls>;
  rosters: Rosters;
  consoleCounts: ConsoleCounts;
  book: BookService;
  storageCare: StorageCare;
  history: History;
  notices: Notices;
  removeRosters: (profileId: string) => Promise<void>;
  /** Empties database and session store, and takes back every alarm. Rejects when something of it is still there. */
  clearEverything: () => Promise<void>;
  /** Locks a vault that nobody used for its time; else asks to be woken when it is over. */
  lockIfIdle: () => Promise<void>;
  openWorkspace: (section: string) => Promise<void>;
  /** Shows a job in a window of ours. */
  openJob: (jobId: string) => Promise<void>;
  retry: RetryDeps;
  awake: Awake;
}

export type Some<Prefix extends string> = Pick<Handlers, Extract<keyof Handlers, `${Prefix}.${string}`>>;

const launcherHandlers = ({
  settings,
  panels,
  consoleCounts,
  openWorkspace,
}: Services): Some<'launcher' | 'panel' | 'workspace'> => ({
  'launcher.read': async () =>
    success({ top: (await settings.read('launcher.top')) ?? 0.5, selected: consoleCounts.selectedText() }),
  'launcher.move': async ({ top }) => {
    await settings.write('launcher.top', top);
    return success(null);
  },
  'panel.open': (proposal, sender) => panels.open(proposal, sender),
  'panel.hello': ({ token }, sender) => panels.hello(token, sender),
  'workspace.open': async ({ section }) => {
    await openWorkspace(section);
    return success(null);
  },
});

/**
 * New keys may be what a job waits for: those of its profile, or, when its profile is gone (keys kept only until the
 * browser closed), those of the same account. Either way it checks its key and its caller before it goes on.
 */
const isRepairedBy =
  (profile: Profile) =>
  ({ job }: LiveJob, { kind }: Failure): boolean =>
    job.profileId === profile.id ||
    ((kind === 'profile-missing' || kind === 'key-changed') &&
      job.caller !== '' &&
      job.caller === profile.caller?.account);

const profileHandlers = ({ profiles, jobs, rosters, removeRosters }: Services): Some<'profiles'> => ({
  'profiles.list': () => profiles.list(),
  'profiles.damaged': () => profiles.damaged(),
  'profiles.save': async (input) => {
    const saved = await profiles.save(input);
    if (saved.ok)
      void jobs.resumeWhere(isRepairedBy(saved.value), { profileId: saved.value.id }).catch(() => {});
    return saved;
  },
  'profiles.remove': async ({ profileId }) => {
    jobs.stopWhere((job) => job.profileId === profileId, { kind: 'profile-missing' });
    rosters.stop();
    const removed = await profiles.remove(profileId);
    if (removed.ok) await removeRosters(profileId);
    return removed;
  },
});

const cloudHandlers = ({ clouds, images, retry, awake }: Services): Some<'regions' | 'images'> => ({
  'regions.list': async ({ profileId, product }) => {
    const cloud = await clouds.open(profileId, product);
    if (!cloud.ok) return cloud;
    return awake(() => withRetry<Region[]>(retry, () => cloud.value.provider.listRegions()));
  },
  'images.list': ({ profileId, product, region }) => awake(() => images.list(profileId, product, region)),
  'images.locate': ({ profileId, product, imageIds }) =>
    awake(() => images.locate(profileId, product, imageIds)),
});

const planHandlers = ({ planner, starts, awake }: Services): Some<'plan'> & Pick<Handlers, 'job.start'> => ({
  'plan.make': (request) => awake(() => planner.make(request)),
  'plan.follow': ({ planId }) => starts.follow(planId),
  'plan.read': ({ planId }) => starts.read(planId),
  'plan.decline': ({ planId }) => starts.decline(planId),
  'job.start': ({ planId, isProven, revokeCount }, sender) => {
    const needsConfirmation = isFramed(sender) && !isProven;
    return awake(() => starts.start({ planId, needsConfirmation, revokeCount }));
  },
});

/**
 * What sends again is done for a press in plain sight alone; any other brings the job into a window of its own, which no
 * page can draw over.
 */
const inSight =
  <Value>({ openJob }: Services, work: (jobId: string) => Promise<Result<Value>>) =>
  async (
    { jobId, isProven }: { jobId: string; isProven: boolean },
    sender: Sender,
  ): Promise<Result<Value>> => {
    if (isProven || !isFramed(sender)) return work(jobId);
    await openJob(jobId);
    return failed({ kind: 'confirmation-needed' });
  };

const jobHandlers = (services: Services): Omit<Some<'job'>, 'job.start'> => {
  const { jobCalls, notices, awake } = services;
  return {
    'job.read': ({ jobId, after }) => {
      notices.seen();
      return jobCalls.read(jobId, after);
    },
    'job.list': () => {
      notices.seen();
      return jobCalls.list();
    },
    'job.pause': ({ jobId }) => jobCalls.pause(jobId),
    'job.cancel': ({ jobId }) => jobCalls.cancel(jobId),
    'job.resume': inSight(services, jobCalls.resume),
    'job.retry': inSight(services, jobCalls.retry),
    'job.undo': inSight(services, (jobId) => awake(() => jobCalls.undo(jobId))),
  };
};

const rosterHandlers = ({ rosters, consoleCounts, awake }: Services): Some<'rosters'> => ({
  'rosters.counts': ({ product, imageIds }, sender) => consoleCounts.read(product, imageIds, sender),
  'rosters.known': () => rosters.known(),
  'rosters.stored': ({ places }) => rosters.stored(places),
  'rosters.refresh': () => rosters.refresh(),
  'rosters.read': ({ profileId, image }) => awake(() => rosters.read(profileId, image)),
});

const bookHandlers = ({ book }: Services): Some<'book'> => ({
  'book.labels': () => book.labels(),
  'book.name': ({ cloud, names }) => book.name(cloud, names),
  'book.list': () => book.list(),
  'book.save': ({ entries }) => book.save(entries),
  'book.remove': ({ accounts }) => book.remove(accounts),
  'book.trust': (rules) => book.trust(rules),
});

/** One handler for every call of the contract; the server has checked audience and request. */
export const createHandlers = (services: Services): Handlers => ({
  ...launcherHandlers(services),
  ...vaultHandlers(services),
  ...profileHandlers(services),
  ...cloudHandlers(services),
  ...planHandlers(services),
  ...jobHandlers(services),
  ...rosterHandlers(services),
  ...bookHandlers(services),
  ...storageHandlers(services.storageCare),
  ...historyHandlers(services.history),
});
