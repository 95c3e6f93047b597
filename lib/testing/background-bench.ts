import { type AlibabaCloud, createAlibabaCloud } from '../../practice/alibaba/cloud.ts';
import { practiceSeed as alibabaSeed } from '../../practice/alibaba/world.ts';
import { createTencentCloud, type TencentCloud } from '../../practice/tencent/cloud.ts';
import { practiceKeys, practiceSeed } from '../../practice/tencent/world.ts';
import type { Notice, SessionDoor } from '../background/doors';
import type { Services } from '../background/handlers';
import type { Job, JobView, Mode, Plan } from '../domain/job';
import type { ProductId } from '../domain/product';
import type { OpenProvider } from '../domain/provider';
import type { Result } from '../domain/result';
import { providers } from '../providers/apis';
import type { VaultStore } from '../storage/vault-store';
import { createMemorySession } from './memory-session';
import { createMemoryStores, type MemoryStores } from './memory-stores';
import { alibabaCallOf } from './practice-provider';
import { assembleOn, emptyVault } from './test-ground';
import { createVirtualClock, type VirtualClock } from './virtual-clock';

const latencyMs = 80;

/** A whole background without a browser: everything real but storage, network, time and chance. */
export interface BackgroundBench {
  clock: VirtualClock;
  cloud: TencentCloud;
  alibaba: AlibabaCloud;
  stores: MemoryStores;
  /** What the browser keeps until it closes. */
  session: SessionDoor;
  /** The present background; another one after `kill`. */
  services(): Services;
  /** The background dies as it stands: its calls get no answer, its writes go nowhere. Another one starts. */
  kill(): void;
  /** The network is gone; calls fail at once. */
  setOnline(isOnline: boolean): void;
  /** The person takes the clouds' hosts away, or gives them back; the browser then lets no call out. */
  setReachable(isReachable: boolean): void;
  /** Called at each write, before the cloud acts. */
  onWrite(listener: ((count: number) => void) | undefined): void;
  writes(): number;
  alarms: boolean[];
  confirmations: string[];
  /** Jobs shown in windows of their own. */
  openedJobs: string[];
  /** Notices shown, and how many jobs ran at each change. */
  notices: Notice[];
  running: number[];
  profileId: string;
  plan(mode: Mode, accounts: readonly string[], imageIds?: readonly string[]): Promise<Plan>;
  start(plan: Plan, revokeCount?: number): Promise<string>;
  /** Lets time pass until the job is no longer running. */
  settle(jobId: string): Promise<JobView>;
  jobOf(jobId: string): Promise<Job>;
}

/** @returns the value; throws for a failure, which the test did not expect */
export const unwrap = <Value>(result: Result<Value>): Value => {
  if (!result.ok) throw new Error(`unexpected failure ${result.failure.kind}`);
  return result.value;
};

const headerOf = (headers: Record<string, string>, name: string) =>
  Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];

/** @param vaultStore where a vault may be made; keys are kept in memory until a test makes one */
export const createBackgroundBench = async (
  vaultStore: VaultStore = emptyVault,
): Promise<BackgroundBench> => {
  const clock = createVirtualClock();
  const cloud = createTencentCloud({ now: clock.now, seed: practiceSeed(clock.now()) });
  const alibaba = createAlibabaCloud({ now: clock.now, seed: alibabaSeed(clock.now()) });
  const stores = createMemoryStores();
  const session = createMemorySession();
  const alarms: boolean[] = [];
  const confirmations: string[] = [];
  const openedJobs: string[] = [];
  const notices: Notice[] = [];
  const running: number[] = [];
  let generation = 0;
  let isOnline = true;
  let isReachable = true;
  let ids = 0;
  let writes = 0;
  let listener: ((count: number) => void) | undefined;

  const whileAlive = async <Value>(mine: number, work: () => Promise<Value>): Promise<Value> => {
    const never = () => new Promise<never>(() => {});
    if (mine !== generation) return never();
    const value = await work();
    return mine === generation ? value : never();
  };

  const answer = async (url: string, init: RequestInit): Promise<Response> => {
    await clock.sleep(latencyMs / 2);
    if (!isOnline || !isReachable) throw new TypeError('Failed to fetch');
    // The door always passes a plain record and a text body.
    const headers = init.headers as Record<string, string>;
    const action = headerOf(headers, 'x-tc-action') ?? headerOf(headers, 'x-acs-action') ?? '';
    const isWrite = action === 'ModifyImageSharePermission';
    if (isWrite) {
      writes += 1;
      listener?.(writes);
    }
    const keyId = /Credential=([^/,]+)/.exec(headerOf(headers, 'authorization') ?? '')?.[1] ?? '';
    const result = url.includes('.aliyuncs.com')
      ? alibaba.call(alibabaCallOf({ url, headers }, keyId))
      : cloud.call({
          keyId,
          host: new URL(url).host,
          action,
          region: headerOf(headers, 'x-tc-region'),
          version: headerOf(headers, 'x-tc-version') ?? '',
          body: JSON.parse(String(init.body)),
          signedAt: Number(headerOf(headers, 'x-tc-timestamp')) * 1_000,
        });
    await clock.sleep(latencyMs / 2);
    if (result.lost) throw new TypeError('Failed to fetch');
    return new Response(result.body, { status: result.status, headers: { date: result.date } });
  };

  /** WebCrypto works outside of the virtual time. */
  const held =
    (product: ProductId): OpenProvider =>
    (opened) =>
      providers[product]({
        ...opened,
        send: (call) => opened.send({ ...call, sign: (at) => clock.hold(call.sign(at)) }),
      });

  const begin = (): Services => {
    const mine = generation;
    const { jobs } = stores;
    return assembleOn({
      store: {
        ...jobs,
        saveJob: (job) => whileAlive(mine, () => jobs.saveJob(job)),
        append: (jobId, entry) => whileAlive(mine, () => jobs.append(jobId, entry)),
      },
      rosterStore: stores.rosters,
      bookStore: stores.book,
      vaultStore,
      session,
      clock,
      random: () => 0.5,
      fetch: (url, init) => whileAlive(mine, () => answer(url, init)),
      hosts: ['*.tencentcloudapi.com', '*.aliyuncs.com'],
      mayReach: async () => isReachable,
      providers: {
        'tencent-cvm': held('tencent-cvm'),
        'alibaba-ecs': held('alibaba-ecs'),
        'alibaba-ens': held('alibaba-ens'),
      },
      newId: () => `id-${++ids}`,
      keepAlarm: async (isNeeded) => {
        alarms.push(isNeeded);
      },
      openConfirmation: async (planId) => {
        confirmations.push(planId);
        return 40 + confirmations.length;
      },
      clearStores: async () => stores.clear(),
      openJob: async (jobId) => {
        openedJobs.push(jobId);
      },
      showNotice: async (notice) => void notices.push(notice),
      showRunning: async (jobs) => void running.push(jobs),
    });
  };

  let services = begin();
  unwrap(await services.vault.useMemory());
  const { secretId: keyId, secretKey: secret } = practiceKeys.main;
  const saving = services.profiles.save({ site: 'tencent', label: 'main', keyId, secret });
  const profileId = unwrap(await clock.run(saving)).id;

  const jobOf = async (jobId: string) => unwrap(await services.jobCalls.read(jobId, -1)).job;

  return {
    clock,
    cloud,
    alibaba,
    stores,
    session,
    alarms,
    confirmations,
    openedJobs,
    notices,
    running,
    profileId,
    services: () => services,
    kill: () => {
      generation += 1;
      services = begin();
    },
    setOnline: (online) => {
      isOnline = online;
    },
    setReachable: (reachable) => {
      isReachable = reachable;
    },
    onWrite: (next) => {
      listener = next;
    },
    writes: () => writes,
    plan: async (mode, accounts, imageIds = ['img-plain001']) =>
      unwrap(
        await clock.run(
          services.planner.make({
            profileId,
            product: 'tencent-cvm',
            images: imageIds.map((imageId) => ({ region: 'ap-guangzhou', imageId })),
            mode,
            accounts: [...accounts],
          }),
        ),
      ),
    start: async (plan, revokeCount) => {
      const wish = { planId: plan.id, needsConfirmation: false, revokeCount };
      const started = unwrap(await clock.run(services.starts.start(wish)));
      if (!('jobId' in started)) throw new Error('asked for a confirmation');
      return started.jobId;
    },
    settle: async (jobId) => {
      await clock.run(
        (async () => {
          while ((await jobOf(jobId)).state === 'running') await clock.sleep(50);
        })(),
      );
      return unwrap(await services.jobCalls.read(jobId, -1));
    },
    jobOf,
  };
};
