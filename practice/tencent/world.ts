import { accountsFrom } from '../accounts.ts';
import type { TencentSeed } from './cloud.ts';
import { makeUpImages } from './image-names.ts';
import type { PracticeImage } from './images.ts';
import type { PracticeKey } from './keys.ts';

/** The practice owner: a root account, its sub-user and its AppID. All dummies. */
export const owner = { account: '100000000001', subUser: '100000000101', appId: 1250000001 } as const;

/** An account of somebody else, who shares an image with the owner. */
export const otherOwner = { account: '100000100002', appId: 1250000002 } as const;

/** Root accounts that exist: 3000 in a row, and a few older, shorter ones. */
const knownAccounts = {
  first: '100000100001',
  last: '100000103000',
  older: ['1038493875', '909619400', '3205597606'],
} as const;

/** @returns the first `count` recipients, at most 3000 */
export const recipients = (count: number): string[] => accountsFrom(knownAccounts.first, count);

/** Sub-users, which cannot receive an image. */
export const subAccounts = ['100000110001', '100000110002', '100000110003'] as const;

/** An AppID: ten digits, and no account. */
export const appIdLookalike = '1250000003';

const key = (
  secretId: string,
  secretKey: string,
  more: Partial<PracticeKey> = {},
): PracticeKey & { secretId: string } => ({
  secretId,
  secretKey,
  site: 'mainland',
  account: owner.account,
  user: owner.subUser,
  appId: owner.appId,
  ...more,
});

/** Dummy keys, one for each way a key can be. They open nothing but the practice cloud. */
export const practiceKeys = {
  main: key('AKIDPRACTICEmain00000000000000000001', 'PRACTICE-SECRET-main-000000000001'),
  root: key('AKIDPRACTICEroot00000000000000000002', 'PRACTICE-SECRET-root-000000000002', {
    user: owner.account,
  }),
  international: key('AKIDPRACTICEintl00000000000000000003', 'PRACTICE-SECRET-intl-000000000003', {
    site: 'international',
    account: '200000000001',
    user: '200000000001',
    appId: 1250000004,
  }),
  temporary: key('AKIDPRACTICEtemp00000000000000000004', 'PRACTICE-SECRET-temp-000000000004', {
    token: 'PRACTICE-TOKEN-000000000004',
  }),
  readOnly: key('AKIDPRACTICEread00000000000000000005', 'PRACTICE-SECRET-read-000000000005', {
    deniedActions: ['ModifyImageSharePermission'],
  }),
  mfa: key('AKIDPRACTICEmfa000000000000000000006', 'PRACTICE-SECRET-mfa0-000000000006', { demandsMfa: true }),
  disabled: key('AKIDPRACTICEdisa00000000000000000007', 'PRACTICE-SECRET-disa-000000000007', {
    enabled: false,
  }),
  fenced: key('AKIDPRACTICEfenc00000000000000000008', 'PRACTICE-SECRET-fenc-000000000008', {
    allowedAddresses: ['203.0.113.7'],
  }),
  other: key('AKIDPRACTICEothr00000000000000000009', 'PRACTICE-SECRET-othr-000000000009', {
    account: otherOwner.account,
    user: otherOwner.account,
    appId: otherOwner.appId,
  }),
} as const;

/** Where most practice images are. */
export const mainRegion = 'ap-guangzhou';

/** Images with a part to play, all in the main region. */
export const knownImages = {
  /** Nothing shared yet. */
  plain: 'img-plain001',
  second: 'img-plain002',
  third: 'img-plain003',
  /** 41 accounts. */
  shared: 'img-shared41',
  /** 3 accounts. */
  sharedFew: 'img-shared03',
  /** 498 accounts: two below the quota. */
  nearlyFull: 'img-shar0498',
  creating: 'img-creating',
  syncing: 'img-syncing1',
  byol: 'img-byol0001',
  encrypted: 'img-crypted1',
  wholeInstance: 'img-whole001',
  elsewhere: 'img-location',
  qImage: 'img-qimage01',
  rImage: 'img-rimage01',
  /** Belongs to the other owner, shared with the practice owner. */
  received: 'img-received',
  /** Belongs to the other owner, shared with nobody. */
  foreign: 'img-foreign1',
} as const;

const special: Partial<Record<keyof typeof knownImages, Partial<PracticeImage>>> = {
  plain: { name: '课程实验环境-2026秋', description: 'Lab image of the autumn course' },
  second: { name: 'golden-ubuntu-2204-2026.11' },
  third: { name: '客户交付版_appliance_7.2' },
  shared: { name: '教学实验环境-已共享' },
  sharedFew: { name: 'ml-training-cuda12-partners' },
  nearlyFull: { name: 'public-beta-game-server' },
  creating: { name: 'build-in-progress', state: 'CREATING' },
  syncing: { name: '跨地域复制中', state: 'SYNCING' },
  byol: { name: 'windows-byol-2022', license: 'BYOL', platform: 'Windows' },
  encrypted: { name: '加密镜像-财务', obstacle: 'encrypted' },
  wholeInstance: { name: '整机镜像-数据库', obstacle: 'whole-instance' },
  elsewhere: { name: 'edge-location-image', obstacle: 'location' },
  qImage: { name: 'q-image', obstacle: 'q-image' },
  rImage: { name: 'r-image', obstacle: 'r-image' },
  received: { name: 'partner-base-image', owner: otherOwner.account },
  foreign: { name: 'not-yours', owner: otherOwner.account },
};

const placed = (owner: string, region: string, count: number, seed: number, newestAt: number) =>
  makeUpImages({ owner, region, count, seed, newestAt });

function publicImages(newestAt: number): PracticeImage[] {
  return ['ap-guangzhou', 'ap-shanghai', 'ap-singapore'].flatMap((region, at) =>
    placed('tencent', region, 24, 90 + at, newestAt).map((image) => ({ ...image, name: image.os, tags: [] })),
  );
}

function specialImages(newestAt: number): PracticeImage[] {
  const drafts = placed(owner.account, mainRegion, Object.keys(knownImages).length, 7, newestAt);
  return Object.entries(knownImages).flatMap(([name, imageId], at) => {
    const draft = drafts[at];
    const change = special[name as keyof typeof knownImages]; // keys of the table above
    return draft ? [{ ...draft, ...change, imageId }] : [];
  });
}

/**
 * What the practice cloud holds at the start.
 * @param now milliseconds since the epoch; images are some hours to a year older
 */
export function practiceSeed(now: number): TencentSeed {
  const hourAgo = now - 3_600_000;
  const mine = owner.account;
  return {
    keys: Object.values(practiceKeys),
    images: [
      ...specialImages(hourAgo),
      ...placed(mine, mainRegion, 324, 11, hourAgo),
      ...placed(mine, 'ap-shanghai', 36, 12, hourAgo),
      ...placed(mine, 'ap-singapore', 9, 13, hourAgo),
      ...placed(mine, 'na-siliconvalley', 5, 14, hourAgo),
      ...placed(mine, 'ap-shanghai-fsi', 6, 15, hourAgo),
      ...placed(practiceKeys.international.account, 'ap-singapore', 30, 16, hourAgo),
      ...publicImages(hourAgo),
    ],
    accounts: {
      roots: [
        mine,
        practiceKeys.international.account,
        ...knownAccounts.older,
        { first: knownAccounts.first, last: knownAccounts.last },
      ],
      subs: [owner.subUser, ...subAccounts],
    },
    rosters: {
      [knownImages.shared]: recipients(41),
      [knownImages.sharedFew]: recipients(3),
      [knownImages.nearlyFull]: recipients(498),
      [knownImages.received]: [mine],
    },
  };
}
