import { createRandom, pick, type Random } from '../../../practice/random.ts';
import { createSend } from '../../background/fetch';
import type { JobRow, JournalEntry, Mode } from '../../domain/job';
import { type ProductId, productIds } from '../../domain/product';
import type { SignedRequest } from '../../domain/provider';
import { createLimiter } from '../../engine/limiter';
import type { JobEnd } from '../../engine/run-job';
import { providers } from '../../providers/apis';
import { products } from '../../providers/catalog';
import { alibabaImageAt, alibabaRecipients, createAlibabaBench } from '../practice-alibaba';
import { createPracticeBench, imageIdAt, recipients } from '../practice-job';
import { alibabaCallOf, practiceCredentials, tencentCallOf } from '../practice-provider';
import { mutateAnswer } from './mutate';
import { isLie } from './reference';

/** What one job under damaged answers came to. */
export interface Outcome {
  product: ProductId;
  seed: number;
  answers: number;
  mutated: number;
  /** Why the job stopped while answers were damaged; finished when it did not. */
  end: string;
  violations: string[];
}

const openAlibaba = (product: 'alibaba-ecs' | 'alibaba-ens') => {
  const bench = createAlibabaBench(product, { rates: 'none' }, 2);
  return {
    ...bench,
    imageIds: [0, 1].map((at) => alibabaImageAt(product, at)),
    recipients: alibabaRecipients,
    call: (request: SignedRequest) => bench.cloud.call(alibabaCallOf(request)),
  };
};

const openTencent = () => {
  const bench = createPracticeBench({}, 2);
  return {
    ...bench,
    imageIds: [0, 1].map(imageIdAt),
    recipients,
    call: (request: SignedRequest) => bench.cloud.call(tencentCallOf(request)),
  };
};

const openProduct = (product: ProductId) =>
  product === 'tencent-cvm' ? openTencent() : openAlibaba(product);
type Opened = ReturnType<typeof openProduct>;

const isRosterRead = (request: SignedRequest): boolean =>
  Object.values(request.headers).includes('DescribeImageSharePermission');

/** The door, the adapter and the network of one job; a share of its answers is damaged while `rate` is above 0. */
const openDamaged = (product: ProductId, opened: Opened, random: Random) => {
  const { clock, call } = opened;
  const count = { answers: 0, mutated: 0 };
  const state = { rate: 0 };

  const damaged = (request: SignedRequest, status: number, text: string) => {
    const isRoster = isRosterRead(request);
    for (;;) {
      const next = mutateAnswer({ status, text }, random);
      const said = new TextDecoder().decode(next.bytes);
      if (!isRoster || !isLie(product, text, next.status, said)) return next;
    }
  };
  const answer = async (url: string, init: RequestInit): Promise<Response> => {
    // The door passes a plain record and a text.
    const headers = init.headers as Record<string, string>;
    const request: SignedRequest = { url, method: 'POST', headers, body: String(init.body ?? '') };
    const { lost, status, body } = call(request);
    if (lost) throw new TypeError('Failed to fetch');
    count.answers += 1;
    if (random() >= state.rate) return new Response(body, { status });
    count.mutated += 1;
    const { status: changed, bytes } = damaged(request, status, body);
    return new Response(bytes, {
      status: changed,
      headers: { 'content-type': pick(random, ['text/html', 'application/json', 'image/png', 'text/xml']) },
    });
  };
  const send = createSend(
    {
      fetch: (url, init) => clock.hold(answer(url, init)),
      clock,
      limiter: createLimiter(clock),
      hosts: ['*.tencentcloudapi.com', '*.aliyuncs.com'],
      mayReach: async () => true,
      clockOffsetMs: async () => 0,
    },
    { keyId: practiceCredentials.keyId },
  );
  const [site = 'tencent'] = products[product].sites;
  const provider = providers[product]({
    site,
    credentials: practiceCredentials,
    // WebCrypto works outside of the virtual time.
    send: (apiCall) => send({ ...apiCall, sign: (at) => clock.hold(apiCall.sign(at)) }),
    learnServerTime: () => {},
    now: clock.now,
  });
  return { provider, count, state };
};

/** Holds what a job says against what the cloud has. */
const judge = (rows: readonly JobRow[], rosterOf: (imageId: string) => string[]): string[] =>
  rows.flatMap(({ account, imageId, action, outcome, skip }) => {
    const isShared = rosterOf(imageId).includes(account);
    const isAsSaid = isShared === (action === 'share');
    const says = outcome === 'confirmed' || (outcome === 'no-change' && skip !== 'cancelled');
    return says && !isAsSaid ? [`${outcome} ${action} of ${account} on ${imageId} is false`] : [];
  });

/** An account that nobody asked for, on or off a roster. */
const strayEffects = (
  rows: readonly JobRow[],
  effects: readonly { kind: string; imageId: string; account: string; by: string }[],
): string[] => {
  const asked = new Set(rows.map(({ action, imageId, account }) => `${action} ${imageId} ${account}`));
  return effects
    .filter(
      ({ kind, imageId, account, by }) => by !== 'foreign' && !asked.has(`${kind} ${imageId} ${account}`),
    )
    .map(({ kind, account }) => `${kind} of ${account} was never asked for`);
};

const some = (random: Random, accounts: readonly string[], share: number): string[] =>
  accounts.filter(() => random() < share);

/** Plays one job under damaged answers, then once more under good ones, which must bring it to its end. */
export const playDamaged = async (seed: number): Promise<Outcome> => {
  const random = createRandom(seed);
  const product = pick(random, productIds);
  const opened = openProduct(product);
  const pool = opened.recipients(pick(random, [3, 12, 70]));
  for (const imageId of opened.imageIds) opened.cloud.setRoster(imageId, some(random, pool, 0.5));
  const mode = pick<Mode>(random, ['share', 'revoke', 'match']);
  const plan = await opened.plan(mode, some(random, pool, 0.6), opened.imageIds);
  const { provider, count, state } = openDamaged(product, opened, random);
  const entries: JournalEntry[] = [];
  const violations: string[] = [];
  const run = async (): Promise<string> => {
    const end: JobEnd | Error = await opened
      .run(plan, entries, { provider, random })
      .catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
    const rows = opened.report(plan, entries);
    violations.push(...judge(rows, opened.cloud.rosterOf), ...strayEffects(rows, opened.cloud.effects));
    if (end instanceof Error) violations.push(`crashed: ${end.message}`);
    else if (end.state === 'waiting' && end.cause.kind === 'internal') violations.push('crashed inside');
    return end instanceof Error ? 'crash' : end.state === 'waiting' ? end.cause.kind : end.state;
  };
  state.rate = pick(random, [0.15, 0.4, 0.8]);
  const end = await run();
  state.rate = 0;
  // What the answers said of the keys or the image is repaired by nothing; the job is simply resumed.
  const after = await run();
  if (after !== 'finished') violations.push(`did not end under good answers: ${after}`);
  return { product, seed, ...count, end, violations };
};
