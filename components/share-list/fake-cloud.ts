import type { Failure } from '../../lib/domain/failure';
import { headOf, type KnownRoster } from '../../lib/domain/image';
import type { JobRow, JobView, Plan } from '../../lib/domain/job';
import type { Profile } from '../../lib/domain/profile';
import { failed, success } from '../../lib/domain/result';
import type { Client } from '../../lib/messaging/client';
import type { CallName } from '../../lib/messaging/contract';
import type { JobSummary, VaultState } from '../../lib/messaging/views';
import { FakeBook } from './fake-book';
import { FakeSettings } from './fake-settings';
import { testNow, testProfile } from './test-values';

interface FakeJob {
  rows: JobRow[];
  isUndo: boolean;
}

/** A background with a cloud behind it, as popup and workspace see it. Jobs end when `isHolding` is off. */
export class FakeCloud {
  vault: VaultState = 'open';
  profiles: Profile[] = [testProfile];
  rosters: KnownRoster[];
  /** What the cloud has, by image id; `rosters` is what was read of it. */
  readonly truth = new Map<string, string[]>();
  isHolding = false;
  refreshing: { done: number; total: number } | undefined;
  readonly refusals = new Map<string, Failure>();
  readonly failures = new Map<CallName, Failure>();
  readonly calls: { name: CallName; request: unknown }[] = [];
  jobList: JobSummary[] = [];
  readonly book = new FakeBook();
  readonly set = new FakeSettings();
  readonly plans = new Map<string, Plan>();
  private readonly jobs = new Map<string, FakeJob>();
  private serial = 0;

  constructor(rosters: KnownRoster[]) {
    this.rosters = rosters;
    for (const { image, roster } of rosters) {
      this.truth.set(image.imageId, roster?.entries.map((entry) => entry.account) ?? []);
    }
  }

  /** Requests of one call so far. */
  asked(name: CallName): unknown[] {
    return this.calls.filter((call) => call.name === name).map((call) => call.request);
  }

  // The reply's type follows from the name, which a table of functions cannot say.
  readonly client = (async (name: CallName, request: never) => {
    this.calls.push({ name, request });
    const failure = this.failures.get(name);
    if (failure) return failed(failure);
    const answer = this.answers[name] ?? this.book.answers[name] ?? this.set.answers[name];
    return answer ? success(answer(request)) : failed({ kind: 'internal' });
  }) as Client;

  private readonly answers: Partial<Record<CallName, (request: never) => unknown>> = {
    'vault.state': () => this.vault,
    'profiles.list': () => this.profiles,
    'profiles.save': () => testProfile,
    'profiles.remove': () => {
      this.profiles = [];
      return null;
    },
    'vault.create': () => this.opens('open'),
    'vault.unlock': () => this.opens('open'),
    'vault.useMemory': () => this.opens('memory'),
    'vault.lock': () => this.opens('locked'),
    'vault.change': () => this.vault,
    'everything.forget': () => {
      this.vault = 'none';
      this.profiles = [];
      return null;
    },
    'workspace.open': () => null,
    'rosters.known': () => ({ heads: this.rosters.map(headOf), refreshing: this.refreshing }),
    'rosters.stored': ({ places }: { places: Pick<KnownRoster, 'image'>[] }) =>
      places.map(({ image }) => this.find(image.imageId)),
    'rosters.refresh': () => null,
    'rosters.read': ({ image }: { image: { imageId: string } }) => this.readRoster(image.imageId),
    'job.list': () => this.jobList,
    'regions.list': () => [],
    'images.list': () => this.rosters.map((known) => known.image),
    'plan.make': (request: Plan['request']) => this.makePlan(request),
    'plan.read': ({ planId }: { planId: string }) => this.plans.get(planId),
    'plan.decline': () => null,
    'job.start': ({ planId }: { planId: string }) => ({ jobId: this.startJob(planId) }),
    'job.undo': ({ jobId }: { jobId: string }) => ({ jobId: this.undoJob(jobId) }),
    'job.read': ({ jobId }: { jobId: string }) => this.readJob(jobId),
  };

  private opens(state: VaultState): VaultState {
    this.vault = state;
    return state;
  }

  private find(imageId: string): KnownRoster {
    const known = this.rosters.find((one) => one.image.imageId === imageId);
    if (!known) throw new Error(`no image ${imageId}`);
    return known;
  }

  private readRoster(imageId: string): KnownRoster {
    const known = this.find(imageId);
    const entries = (this.truth.get(imageId) ?? []).map((account) => ({ account }));
    const fresh = { ...known, roster: { readAt: testNow, entries } };
    this.rosters = this.rosters.map((one) => (one === known ? fresh : one));
    return fresh;
  }

  private makePlan(request: Plan['request']): Plan {
    this.serial += 1;
    const images = request.images.map(({ imageId }): Plan['images'][number] => {
      const roster = this.truth.get(imageId) ?? [];
      const revoke = request.accounts.filter((account) => roster.includes(account));
      const { image } = this.find(imageId);
      return {
        image,
        rosterSize: roster.length,
        rosterMark: '',
        share: [],
        revoke,
        skipped: [],
        quotaLeft: 0,
      };
    });
    const id = `plan-${this.serial}`;
    const plan: Plan = { id, request, caller: '100000000001', madeAt: testNow, images };
    this.plans.set(plan.id, plan);
    return plan;
  }

  private startJob(planId: string): string {
    const plan = this.plans.get(planId);
    if (!plan) throw new Error('no plan');
    const pairs = plan.images.flatMap(({ image: { imageId }, revoke }) =>
      revoke.map((account) => ({ imageId, account })),
    );
    return this.addJob(pairs, false);
  }

  private undoJob(jobId: string): string {
    const rows = this.jobs.get(jobId)?.rows ?? [];
    const confirmed = rows.filter((row) => row.outcome === 'confirmed');
    return this.addJob(confirmed, true);
  }

  private addJob(pairs: readonly { imageId: string; account: string }[], isUndo: boolean): string {
    this.serial += 1;
    const rows = pairs.map(({ imageId, account }, index) => ({
      index,
      account,
      imageId,
      action: isUndo ? ('share' as const) : ('revoke' as const),
      outcome: 'waiting' as const,
    }));
    this.jobs.set(`job-${this.serial}`, { rows, isUndo });
    return `job-${this.serial}`;
  }

  private readJob(jobId: string): JobView {
    const job = this.jobs.get(jobId);
    if (!job) throw new Error('no job');
    if (!this.isHolding) this.finish(job);
    const isOver = !this.isHolding;
    return {
      job: {
        id: jobId,
        planId: '',
        profileId: 'p1',
        caller: '',
        product: 'tencent-cvm',
        mode: 'revoke',
        state: isOver ? 'finished' : 'running',
        startedAt: testNow,
      },
      revision: isOver ? 1 : 0,
      counts: { waiting: 0, confirmed: 0, 'no-change': 0, refused: 0, unknown: 0 },
      total: job.rows.length,
      rows: job.rows,
      images: job.rows.map(({ imageId }) => this.find(imageId).image),
      calls: 1,
      isUndoPossible: isOver && !job.isUndo,
    };
  }

  private finish(job: FakeJob): void {
    for (const row of job.rows) {
      const { imageId } = row;
      const refusal = this.refusals.get(row.account);
      row.outcome = refusal ? 'refused' : 'confirmed';
      row.failure = refusal;
      const others = (this.truth.get(imageId) ?? []).filter((account) => account !== row.account);
      if (!refusal) this.truth.set(imageId, job.isUndo ? [...others, row.account] : others);
    }
  }
}
