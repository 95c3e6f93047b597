import type { Action, ProductId } from '../../lib/domain/product.ts';
import type { SignedRequest } from '../../lib/domain/provider.ts';
import type { PlayedCloud, PlayKit } from '../../lib/testing/practice-kits.ts';
import { createVirtualClock, type VirtualClock } from '../../lib/testing/virtual-clock.ts';
import { countCalls, isDone, latencyMs, type Outcome, type Quirks, setBefore, type Work } from './work.ts';

/** What people do today instead of using us. */
export const patterns = {
  /** The vendor's published script: a loop that prints what failed and goes on. */
  'one id per call, in a loop': 1,
  /** Terraform keeps ten resources under way, one account each, and reads each back by its first page. */
  'ten at a time': 10,
  /** Packer passes the whole list to one call for each image, and reads nothing. */
  'one big call': 0,
} as const;

export type Pattern = keyof typeof patterns;

/** One call as the vendor's own client makes it, without a signature: the practice cloud's core judges none. */
const requestOf = (
  kit: PlayKit,
  name: string,
  parameters: Record<string, unknown>,
  at: number,
): SignedRequest => {
  if (kit.product === 'tencent-cvm')
    return {
      url: 'https://cvm.tencentcloudapi.com/',
      method: 'POST',
      headers: {
        'X-TC-Action': name,
        'X-TC-Version': '2017-03-12',
        'X-TC-Region': kit.region,
        'X-TC-Timestamp': String(Math.floor(at / 1_000)),
      },
      body: JSON.stringify(parameters),
    };
  const isEcs = kit.product === 'alibaba-ecs';
  const host = isEcs ? `ecs.${kit.region}.aliyuncs.com` : 'ens.aliyuncs.com';
  // Every value is a text here.
  const query = new URLSearchParams(parameters as Record<string, string>);
  if (isEcs) query.set('RegionId', kit.region);
  return {
    url: `https://${host}/?${query}`,
    method: 'POST',
    headers: {
      'x-acs-action': name,
      'x-acs-version': isEcs ? '2014-05-26' : '2017-11-10',
      'x-acs-date': `${new Date(at).toISOString().slice(0, 19)}Z`,
      'x-acs-signature-nonce': crypto.randomUUID(),
    },
    body: '',
  };
};

const listed = (name: string, accounts: readonly string[]) =>
  Object.fromEntries(accounts.map((account, at) => [`${name}.${at + 1}`, account]));

/** How each vendor's client writes the accounts of a write. */
const writeOf: Record<ProductId, (action: Action, accounts: readonly string[]) => Record<string, unknown>> = {
  'tencent-cvm': (action, accounts) => ({
    AccountIds: accounts,
    Permission: action === 'share' ? 'SHARE' : 'CANCEL',
  }),
  'alibaba-ecs': (action, accounts) => listed(action === 'share' ? 'AddAccount' : 'RemoveAccount', accounts),
  'alibaba-ens': (action, accounts) => ({
    [action === 'share' ? 'AddAccounts' : 'RemoveAccounts']: accounts.join(','),
  }),
};

/** @returns a client of the cloud, at the usual latency and at no pace of its own */
const openClient = (work: Work, clock: VirtualClock, cloud: PlayedCloud) => {
  const call = async (name: string, parameters: Record<string, unknown>) => {
    const request = requestOf(work.kit, name, parameters, clock.now());
    await clock.sleep(latencyMs / 2);
    cloud.play(request);
    await clock.sleep(latencyMs / 2);
  };
  return {
    write: (imageId: string, accounts: readonly string[]) =>
      call('ModifyImageSharePermission', {
        ImageId: imageId,
        ...writeOf[work.kit.product](work.action, accounts),
      }),
    readFirstPage: (imageId: string) => call('DescribeImageSharePermission', { ImageId: imageId }),
  };
};

type Client = ReturnType<typeof openClient>;

/** The pairs of the work one after another, `atOnce` of them under way. */
const onePerCall = async (client: Client, { images, accounts }: Work, atOnce: number): Promise<void> => {
  const pairs = images.flatMap((imageId) => accounts.map((account) => ({ imageId, account }))).values();
  const take = async () => {
    for (const { imageId, account } of pairs) {
      await client.write(imageId, [account]);
      if (atOnce > 1) await client.readFirstPage(imageId);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, take));
};

/** Does the work the way `pattern` does; nothing is planned, and a refused call is not repeated. */
export const doTheirs = async (pattern: Pattern, work: Work, quirks: Quirks = {}): Promise<Outcome> => {
  const clock = createVirtualClock();
  const cloud = work.kit.createCloud(clock.now, work.images.length, 1);
  cloud.turn(quirks);
  cloud.setQuota(1_000);
  setBefore(cloud, work);
  const client = openClient(work, clock, cloud);
  const startedAt = clock.now();
  const atOnce = patterns[pattern];
  const inOneCall = async () => {
    for (const imageId of work.images) await client.write(imageId, work.accounts);
  };
  await clock.run(atOnce === 0 ? inOneCall() : onePerCall(client, work, atOnce));
  return {
    ms: clock.now() - startedAt,
    ...countCalls(cloud, 0),
    throttled: cloud.rejectedByRate(),
    isRight: isDone(cloud, work),
  };
};
