import type { JobRow } from '../../lib/domain/job.ts';
import type { OpenProvider, SignedRequest } from '../../lib/domain/provider.ts';
import type { Result } from '../../lib/domain/result.ts';
import { providers } from '../../lib/providers/apis.ts';
import { createMemorySession } from '../../lib/testing/memory-session.ts';
import { createMemoryStores } from '../../lib/testing/memory-stores.ts';
import type { PlayedCloud } from '../../lib/testing/practice-kits.ts';
import { practiceCredentials } from '../../lib/testing/practice-provider.ts';
import { assembleOn } from '../../lib/testing/test-ground.ts';
import { createVirtualClock, type VirtualClock } from '../../lib/testing/virtual-clock.ts';
import { countCalls, isDone, latencyMs, type Outcome, type Quirks, setBefore, type Work } from './work.ts';

const unwrapped = <Value>(result: Result<Value>): Value => {
  if (!result.ok) throw new Error(`unexpected failure ${result.failure.kind}`);
  return result.value;
};

/** The way to the cloud and back, half the latency each. */
const fetchTo =
  (clock: VirtualClock, cloud: PlayedCloud) =>
  async (url: string, init: RequestInit): Promise<Response> => {
    await clock.sleep(latencyMs / 2);
    // The door always passes a plain record of headers and a text body.
    const headers = init.headers as Record<string, string>;
    const request: SignedRequest = { url, method: 'POST', headers, body: String(init.body ?? '') };
    const { body, status, date } = cloud.play(request);
    await clock.sleep(latencyMs / 2);
    return new Response(body, { status, headers: { date } });
  };

/** WebCrypto works outside of the virtual time. */
const held =
  (clock: VirtualClock, open: OpenProvider, onRoster: () => void): OpenProvider =>
  (session) => {
    const provider = open({
      ...session,
      send: (call) => session.send({ ...call, sign: (at) => clock.hold(call.sign(at)) }),
    });
    return {
      ...provider,
      readRoster: (...asked) => {
        onRoster();
        return provider.readRoster(...asked);
      },
    };
  };

/** What came of our own work. */
export interface OurOutcome extends Outcome {
  /** Rosters that were begun to be read, of however many pages. */
  rosters: number;
}

/** A whole background of ours on a virtual clock, with one set of keys. */
const openBackground = async (
  { kit }: Work,
  clock: VirtualClock,
  cloud: PlayedCloud,
  onRoster: () => void,
) => {
  const stores = createMemoryStores();
  let ids = 0;
  const services = assembleOn({
    store: stores.jobs,
    rosterStore: stores.rosters,
    bookStore: stores.book,
    session: createMemorySession(),
    clock,
    random: () => 0.5,
    fetch: fetchTo(clock, cloud),
    hosts: kit.hosts,
    providers: { ...providers, [kit.product]: held(clock, providers[kit.product], onRoster) },
    newId: () => `id-${++ids}`,
    keepAlarm: async () => {},
  });
  await services.vault.useMemory();
  const { keyId, secret } = practiceCredentials;
  const saving = services.profiles.save({ site: kit.site, label: 'main', keyId, secret });
  return { services, profileId: unwrapped(await clock.run(saving)).id };
};

/** @returns whether each row says what became of it: a bad account refused, every other one confirmed */
const isReportRight = (rows: readonly JobRow[], { accounts, images, bad }: Work): boolean =>
  rows.length === accounts.length * images.length &&
  rows.every(({ account, outcome }) => outcome === (bad.has(account) ? 'refused' : 'confirmed'));

/** Plans the work, then measures from Apply to the job's end. */
export const doOurs = async (work: Work, quirks: Quirks = {}): Promise<OurOutcome> => {
  const { kit, images, accounts, action } = work;
  const clock = createVirtualClock();
  const cloud = kit.createCloud(clock.now, images.length, 1);
  cloud.turn(quirks);
  // Quotas are raised on request; they are not what is measured.
  cloud.setQuota(1_000);
  setBefore(cloud, work);
  let rosters = 0;
  const { services, profileId } = await openBackground(work, clock, cloud, () => {
    rosters += 1;
  });
  const request = {
    profileId,
    product: kit.product,
    images: images.map((imageId) => ({ region: kit.region, imageId })),
    mode: action,
    accounts: [...accounts],
  };
  const plan = unwrapped(await clock.run(services.planner.make(request)));
  // What planning read counts against its rate for a second; a person looks at a plan for longer.
  await clock.run(clock.sleep(5_000));
  const from = cloud.calls.length;
  rosters = 0;
  const startedAt = clock.now();
  const revokeCount = action === 'revoke' ? accounts.length * images.length : undefined;
  const starting = services.starts.start({ planId: plan.id, needsConfirmation: false, revokeCount });
  unwrapped(await clock.run(starting));
  const view = async () => unwrapped(await services.jobCalls.read(plan.id, -1));
  const ended = async () => {
    for (;;) {
      const live = services.jobs.peek(plan.id);
      if (live && live.job.state !== 'running') return live.job.endedAt ?? clock.now();
      await clock.sleep(10);
    }
  };
  const endedAt = await clock.run(ended());
  const { rows } = await view();
  return {
    ms: endedAt - startedAt,
    ...countCalls(cloud, from),
    rosters,
    throttled: cloud.rejectedByRate(),
    isRight: isDone(cloud, work) && isReportRight(rows, work),
  };
};
