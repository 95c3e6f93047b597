import type { Lives } from './lives';
import { type Act, accountNumbers } from './schedule';
import type { Stage } from './stage';

/** Does what people, vendors and bad luck do. */
export interface Actors {
  do(act: Act): void;
  /** Ends every trouble; what was done stays done. */
  heal(): void;
  /** A person presses "go on" on every job that is not over. */
  goOn(): void;
  /** A person presses "look again" on every job that has something left to look at. */
  lookAgain(): void;
}

type Kind<K extends Act['kind']> = Extract<Act, { kind: K }>;

export const createActors = (stage: Stage, lives: Lives): Actors => {
  const { clock, kit, oracle, troubles } = stage;
  const people = kit.recipients(6);
  const accounts = [...people, kit.stranger, kit.subUser, kit.caller];
  if (accounts.length !== accountNumbers) throw new Error('an account without a number');

  const accountsOf = (numbers: readonly number[]) => numbers.flatMap((number) => accounts[number] ?? []);

  /** A person's word; nothing it does may throw. */
  const ask = (work: () => Promise<unknown>): void => {
    work().catch((error: unknown) => oracle.breach('crash', String(error)));
  };

  const placeAt = (at: number) => ({ imageId: kit.imageAt(at), region: kit.region });

  const start = async ({
    mode,
    images,
    accounts: numbers,
    source,
    replaces,
  }: Kind<'start'>): Promise<void> => {
    const { planner, starts } = lives.services();
    const plan = await planner.make({
      profileId: lives.profileId(),
      product: kit.product,
      images: images.map(placeAt),
      ...(source === undefined
        ? {}
        : { source: placeAt(source), ...(replaces ? { replacesSource: true } : {}) }),
      mode,
      accounts: accountsOf(numbers),
    });
    if (!plan.ok) return;
    const revokeCount = plan.value.images.reduce((sum, { revoke }) => sum + revoke.length, 0);
    const started = await starts.start({ planId: plan.value.id, needsConfirmation: false, revokeCount });
    if (started.ok) stage.counts.jobs += 1;
  };

  const word = async ({
    kind,
    job,
  }: Kind<'cancel' | 'pause' | 'resume' | 'retry' | 'undo'>): Promise<void> => {
    const jobs = oracle.files();
    const jobId = jobs[job % Math.max(1, jobs.length)]?.job.id;
    if (jobId === undefined) return;
    const { jobCalls } = lives.services();
    if (kind === 'undo') {
      const undone = await jobCalls.undo(jobId);
      if (undone.ok) stage.counts.jobs += 1;
      return;
    }
    if (kind === 'cancel') oracle.cancelling(jobId);
    const answered = kind === 'retry' ? oracle.retrying(jobId) : undefined;
    const said = await jobCalls[kind](jobId);
    answered?.();
    if (said.ok && (kind === 'cancel' || kind === 'pause')) oracle.told(jobId, kind);
    if (said.ok && kind === 'resume') oracle.told(jobId, kind);
  };

  const kill = ({ downMs, inFlight, lateMs }: Kind<'kill'>): void => {
    stage.counts.kills += 1;
    for (const flight of stage.flights) {
      flight.dies = inFlight === 'lost';
      if (inFlight === 'late') flight.lateMs = lateMs;
    }
    lives.kill(downMs);
  };

  const spell = async (what: 'isOffline' | 'isForbidden', ms: number): Promise<void> => {
    troubles[what] = true;
    await clock.sleep(ms);
    troubles[what] = false;
  };

  const unlock = (): void => {
    if (!troubles.isLocked) return;
    troubles.isLocked = false;
    void lives.services().jobs.resumeWhere((_, { kind }) => kind === 'vault-locked');
  };

  const lock = async (ms: number): Promise<void> => {
    troubles.isLocked = true;
    lives.services().jobs.stopWhere(() => true, { kind: 'vault-locked' });
    await clock.sleep(ms);
    unlock();
  };

  const act = (what: Act): void => {
    switch (what.kind) {
      case 'start':
        ask(() => start(what));
        return;
      case 'cancel':
      case 'pause':
      case 'resume':
      case 'retry':
      case 'undo':
        ask(() => word(what));
        return;
      case 'kill':
        kill(what);
        return;
      case 'offline':
        void spell('isOffline', what.ms);
        return;
      case 'forbidden':
        void spell('isForbidden', what.ms);
        return;
      case 'locked':
        void lock(what.ms);
        return;
      case 'full':
        troubles.full += what.writes;
        return;
      case 'unreadable':
        troubles.unreadable += what.reads;
        return;
      case 'foreign':
        foreign(what);
        return;
      case 'fault':
        troubles.faults.push({ on: what.on, fault: what.fault, times: what.times });
        return;
      case 'double':
      case 'late':
        troubles.fates.push(what);
        return;
      case 'slow':
        troubles.slowMs = what.ms;
        return;
      case 'jump':
        stage.skew.ms += what.ms;
        return;
      case 'quirk':
        oracle.lags(what.quirks.readDelayMs ?? 0);
        stage.cloud.turn(what.quirks);
    }
  };

  const foreign = ({ action, image, accounts: numbers }: Kind<'foreign'>): void => {
    const before = stage.cloud.effects.length;
    stage.cloud.foreignEdit(action, kit.imageAt(image), accountsOf(numbers));
    for (const { imageId, account, kind, at } of stage.cloud.effects.slice(before))
      oracle.changed(imageId, account, kind, at, undefined);
  };

  const wholeKinds = new Set([
    'kill',
    'offline',
    'forbidden',
    'locked',
    'foreign',
    'jump',
    'quirk',
    'cancel',
  ]);

  return {
    do: (what) => {
      stage.tell(`act: ${JSON.stringify(what)}`);
      if (wholeKinds.has(what.kind)) stage.count(what.kind);
      act(what);
    },
    heal: () => {
      troubles.isOffline = false;
      troubles.isForbidden = false;
      troubles.full = 0;
      troubles.unreadable = 0;
      troubles.faults = [];
      troubles.fates = [];
      troubles.slowMs = 0;
      stage.cloud.turn({ dropIds: 0 });
      unlock();
    },
    goOn: () => {
      const { jobCalls } = lives.services();
      const press = async (jobId: string) => {
        if ((await jobCalls.resume(jobId)).ok) oracle.told(jobId, 'resume');
      };
      for (const { job } of oracle.files()) if (job.endedAt === undefined) ask(() => press(job.id));
    },
    lookAgain: () => {
      const { jobCalls } = lives.services();
      for (const { job } of oracle.files()) if (job.state === 'finished') ask(() => jobCalls.retry(job.id));
    },
  };
};
