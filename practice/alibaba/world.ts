import { accountsFrom } from '../accounts.ts';
import type { AlibabaSeed } from './cloud.ts';
import { type Draft, makeUpImages } from './image-names.ts';
import type { PracticeImage } from './images.ts';
import type { PracticeKey } from './keys.ts';

/** The practice owner: a main account and a RAM user of it. Dummies. */
export const owner = { account: '1000000000000001', ramUser: '200000000000000101' } as const;

/** A main account of somebody else, who shares an image with the owner. */
const otherOwner = { account: '1000000000100002' } as const;

/** Main accounts that exist: 3000 in a row, and a few older, shorter ones. */
const knownAccounts = {
  first: '1000000000100001',
  last: '1000000000103000',
  older: ['12345678901', '123456789012'],
} as const;

/** Accounts of the international site among those that exist. */
export const abroad = { first: '5000000000100001', last: '5000000000100100' } as const;

/** @returns the first `count` recipients, at most 3000 */
export const recipients = (count: number): string[] => accountsFrom(knownAccounts.first, count);

/** RAM users, which cannot receive an image. */
export const ramUsers = ['200000000000000201', '200000000000000202', '200000000000000203'] as const;

/** A main account's id that nobody has. */
export const nobody = '1999999999999999';

const key = (keyId: string, secret: string, more: Partial<PracticeKey> = {}): PracticeKey => ({
  keyId,
  secret,
  site: 'china',
  account: owner.account,
  user: owner.ramUser,
  ...more,
});

/** Dummy keys, one for each way a key can be. They open nothing but the practice cloud. */
export const practiceKeys = {
  main: key('PRACTICE-KEY-main-0001', 'PRACTICE-SECRET-main-000000000001'),
  root: key('PRACTICE-KEY-root-0002', 'PRACTICE-SECRET-root-000000000002', { user: owner.account }),
  international: key('PRACTICE-KEY-intl-0003', 'PRACTICE-SECRET-intl-000000000003', {
    site: 'international',
    account: '5000000000000001',
    user: '5000000000000001',
  }),
  temporary: key('STS.PRACTICE-KEY-temp-0004', 'PRACTICE-SECRET-temp-000000000004', {
    token: 'PRACTICE-TOKEN+with/special==000004',
  }),
  readOnly: key('PRACTICE-KEY-read-0005', 'PRACTICE-SECRET-read-000000000005', {
    deniedActions: ['ModifyImageSharePermission'],
  }),
  powerless: key('PRACTICE-KEY-none-0006', 'PRACTICE-SECRET-none-000000000006', {
    deniedActions: [
      'DescribeImages',
      'DescribeSelfImages',
      'DescribeImageSharePermission',
      'ModifyImageSharePermission',
    ],
  }),
  disabled: key('PRACTICE-KEY-disa-0007', 'PRACTICE-SECRET-disa-000000000007', { enabled: false }),
  other: key('PRACTICE-KEY-othr-0008', 'PRACTICE-SECRET-othr-000000000008', {
    account: otherOwner.account,
    user: otherOwner.account,
  }),
} as const;

/** Where most ECS practice images are. */
export const mainRegion = 'cn-hangzhou';

/** ECS images with a part to play, all in the main region. */
export const knownEcsImages = {
  /** Nothing shared yet. */
  plain: 'm-bp1plain000000000001',
  second: 'm-bp1plain000000000002',
  third: 'm-bp1plain000000000003',
  /** 41 accounts. */
  shared: 'm-bp1shared00000000041',
  /** 3 accounts. */
  sharedFew: 'm-bp1shared00000000003',
  /** 48 accounts: two below the quota. */
  nearlyFull: 'm-bp1shared00000000048',
  creating: 'm-bp1creating000000001',
  deprecated: 'm-bp1deprecated0000001',
  /** Encrypted with the service key. */
  encrypted: 'm-bp1crypted0000000001',
  encryptedSnapshot: 'm-bp1crypted0000000002',
  /** Published to everybody. */
  community: 'm-bp1community00000001',
  /** Made of a Marketplace image, so it stays on its site. */
  marketplace: 'm-bp1marketplace000001',
  /** Belongs to the other owner, shared with the practice owner. */
  received: 'm-bp1received000000001',
  /** Belongs to the other owner, shared with nobody. */
  foreign: 'm-bp1foreign0000000001',
} as const;

/** ENS images with a part to play. */
export const knownEnsImages = {
  /** Nothing shared yet. */
  plain: 'm-5plain0000000000000000001',
  second: 'm-5plain0000000000000000002',
  /** 23 accounts. */
  shared: 'm-5shared000000000000000023',
  packing: 'm-5packing00000000000000001',
  /** Of a kind that cannot be shared. */
  unsupported: 'm-5unsupported0000000000001',
  received: 'm-5received0000000000000001',
  foreign: 'm-5foreign00000000000000001',
} as const;

type Part = Partial<PracticeImage> & { name: string };

const ecsParts: Record<keyof typeof knownEcsImages, Part> = {
  plain: { name: '课程实验环境-2026秋' },
  second: { name: 'golden-ubuntu-2404-2026.11' },
  third: { name: '客户交付版_appliance_7.2' },
  shared: { name: '教学实验环境-已共享' },
  sharedFew: { name: 'ml-training-cuda12-partners' },
  nearlyFull: { name: 'public-beta-game-server' },
  creating: { name: 'build-in-progress', state: 'Creating' },
  deprecated: { name: '旧版本-已弃用', state: 'Deprecated' },
  encrypted: { name: '加密镜像-财务', obstacle: 'service-key' },
  encryptedSnapshot: { name: 'encrypted-snapshot', obstacle: 'encrypted-snapshot' },
  community: { name: '社区镜像-开源版', obstacle: 'community' },
  marketplace: { name: 'built-on-marketplace', isOneSite: true, productCode: 'practicemarket001' },
  received: { name: 'partner-base-image', owner: otherOwner.account },
  foreign: { name: 'not-yours', owner: otherOwner.account },
};

const ensParts: Record<keyof typeof knownEnsImages, Part> = {
  plain: { name: '边缘节点-直播转码' },
  second: { name: 'edge-proxy-2026.11' },
  shared: { name: '边缘渲染-已共享' },
  packing: { name: 'packing-now', state: 'Packing' },
  unsupported: { name: '裸金属镜像', obstacle: 'not-supported' },
  received: { name: 'partner-edge-base', owner: otherOwner.account },
  foreign: { name: 'not-yours-either', owner: otherOwner.account },
};

const ecsIn = (region: string, account: string): Draft => ({ product: 'ecs', region, owner: account });
const ensOf = (account: string): Draft => ({ product: 'ens', region: '', owner: account });

function partsOf(draft: Draft, ids: object, parts: Record<string, Part>, newestAt: number): PracticeImage[] {
  const entries = Object.entries(ids as Record<string, string>); // a table of image ids
  const drafts = makeUpImages(draft, entries.length, 7, newestAt);
  return entries.flatMap(([name, imageId], at) => {
    const made = drafts[at];
    return made ? [{ ...made, ...parts[name], imageId }] : [];
  });
}

const publicImages = (draft: Draft, seed: number, at: number): PracticeImage[] =>
  makeUpImages(draft, 12, seed, at).map((image, index) => ({
    ...image,
    imageId: `practice_${index}_x64_20G_alibase_20260101.vhd`.replace('practice', `${draft.product}${seed}`),
    name: image.os,
  }));

/**
 * What the practice cloud holds at the start.
 * @param now milliseconds since the epoch; images are some hours to a year older
 */
export function practiceSeed(now: number): AlibabaSeed {
  const hourAgo = now - 3_600_000;
  const mine = owner.account;
  const international = practiceKeys.international.account;
  return {
    keys: Object.values(practiceKeys),
    images: [
      ...partsOf(ecsIn(mainRegion, mine), knownEcsImages, ecsParts, hourAgo),
      ...makeUpImages(ecsIn(mainRegion, mine), 230, 11, hourAgo),
      ...makeUpImages(ecsIn('cn-shanghai', mine), 24, 12, hourAgo),
      ...makeUpImages(ecsIn('ap-southeast-1', mine), 9, 13, hourAgo),
      ...makeUpImages(ecsIn('ap-southeast-1', international), 15, 14, hourAgo),
      ...publicImages(ecsIn(mainRegion, 'system'), 90, hourAgo),
      ...partsOf(ensOf(mine), knownEnsImages, ensParts, hourAgo),
      ...makeUpImages(ensOf(mine), 60, 21, hourAgo),
      ...makeUpImages(ensOf(international), 8, 22, hourAgo),
      ...publicImages(ensOf('system'), 91, hourAgo),
    ],
    accounts: {
      roots: [mine, international, ...knownAccounts.older, knownAccounts, abroad],
      subs: [owner.ramUser, ...ramUsers],
    },
    abroad: [international, abroad],
    rosters: {
      [knownEcsImages.shared]: recipients(41),
      [knownEcsImages.sharedFew]: recipients(3),
      [knownEcsImages.nearlyFull]: recipients(48),
      [knownEcsImages.received]: [mine],
      [knownEnsImages.shared]: recipients(23),
      [knownEnsImages.received]: [mine],
    },
  };
}
