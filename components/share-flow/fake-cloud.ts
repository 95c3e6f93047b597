import type { Image } from '../../lib/domain/image';
import type { JobRow, JobView, Plan } from '../../lib/domain/job';
import type { Profile } from '../../lib/domain/profile';
import { type Result, success } from '../../lib/domain/result';
import type { Client } from '../../lib/messaging/client';
import type { CallName, CallReply, CallRequest } from '../../lib/messaging/contract';

type Replies = { [Name in CallName]?: (request: CallRequest<Name>) => Result<CallReply<Name>> };

export interface FakeClient {
  client: Client;
  calls: { name: CallName; request: unknown }[];
  replies: Replies;
}

/** A client for component tests that answers by a table and keeps what was asked. Ids are dummies. */
export const createFakeClient = (replies: Replies): FakeClient => {
  const calls: FakeClient['calls'] = [];
  const client: Client = async (name, request) => {
    calls.push({ name, request });
    const reply = replies[name];
    return reply ? reply(request) : { ok: false, failure: { kind: 'internal' } };
  };
  return { client, calls, replies };
};

const caller = '100012345678';

/** An image that can be shared. */
export const image: Image = {
  product: 'tencent-cvm',
  region: 'ap-guangzhou',
  imageId: 'img-6pb6lrmy',
  name: 'golden',
  owner: caller,
  state: 'NORMAL',
  createdAt: '',
  platform: 'Ubuntu',
};

const byolImage: Image = {
  ...image,
  imageId: 'img-abcd1234',
  name: 'licensed',
  blockedBy: 'image-byol',
};

const profile: Profile = {
  id: 'profile-1',
  site: 'tencent',
  label: 'Production',
  keyIdHint: 'AKID…dumy',
  hasToken: false,
  caller: { account: caller, name: 'root' },
  savedAt: 0,
};

/** @returns a plan that shares and revokes as told, for one image */
export const planOf = (request: CallRequest<'plan.make'>, share: string[], revoke: string[] = []): Plan => ({
  id: 'plan-1',
  request,
  caller,
  images: [
    {
      image,
      rosterSize: 40,
      rosterMark: 'mark',
      share,
      revoke,
      skipped: [{ account: caller, reason: 'own-account' }],
      quotaLeft: 400,
    },
  ],
  madeAt: 0,
});

const countsOf = (rows: readonly JobRow[]): JobView['counts'] => {
  const counts = { waiting: 0, confirmed: 0, 'no-change': 0, refused: 0, unknown: 0 };
  for (const row of rows) counts[row.outcome] += 1;
  return counts;
};

/** @returns a job's view over `rows` */
export const viewOf = (rows: JobRow[], job: Partial<JobView['job']> = {}): JobView => ({
  job: {
    id: 'job-1',
    planId: 'plan-1',
    profileId: 'profile-1',
    caller,
    product: 'tencent-cvm',
    mode: 'share',
    state: 'finished',
    startedAt: 0,
    ...job,
  },
  revision: 1,
  counts: countsOf(rows),
  total: rows.length,
  rows,
  images: [image],
  calls: 1,
  isUndoPossible: true,
});

export const rowOf = (index: number, outcome: JobRow['outcome'], more: Partial<JobRow> = {}): JobRow => ({
  index,
  account: String(100000000001 + index),
  imageId: image.imageId,
  action: 'share',
  outcome,
  ...more,
});

/** @returns a client over a vault that is open and a cloud with two images */
export const createOpenClient = (more: Replies = {}): FakeClient =>
  createFakeClient({
    'vault.state': () => success('open'),
    'profiles.list': () => success([profile]),
    'regions.list': () => success([{ id: 'ap-guangzhou', en: 'Guangzhou', zh: '广州' }]),
    'images.list': () => success([image, byolImage]),
    'plan.make': (request) => success(planOf(request, request.accounts)),
    'job.start': () => success({ jobId: 'job-1' }),
    'job.read': () => success(viewOf([rowOf(0, 'confirmed')])),
    'workspace.open': () => success(null),
    ...more,
  });
