import {
  appIdLookalike,
  knownImages,
  mainRegion,
  owner,
  practiceKeys,
  recipients,
  subAccounts,
} from '../../practice/tencent/world.ts';
import { createPracticeWorld } from '../../practice/world.ts';
import type { Demo } from './demos.ts';

/** An account id nobody has. */
const unknownAccount = '100000999999';

const wanted = recipients(248);
const [firstWanted = '', , , fourthWanted = ''] = wanted;
const [subAccount] = subAccounts;

/** A table column as people copy it: good ids among every kind of mistake. */
const pasted = [
  ...wanted.slice(0, 120),
  unknownAccount,
  'nonsense99',
  ...wanted.slice(120),
  subAccount,
  owner.account,
  fourthWanted,
  appIdLookalike,
];

/** Tencent Cloud CVM: one image shared with nobody, one shared with three of the pasted accounts already. */
export const tencentCvmDemo: Demo = {
  createWorld: () => createPracticeWorld(),
  consoleUrl: (language) =>
    `https://console.cloud.tencent.com/cvm/image/index?rid=1&tab=PRIVATE_IMAGE&lang=${language.slice(0, 2)}`,
  imageBox: (imageId) => `label[name="${imageId}"] input`,
  siteKey: 'site_tencent',
  keys: { keyId: practiceKeys.main.secretId, secret: practiceKeys.main.secretKey },
  imageIds: [knownImages.plain, knownImages.sharedFew],
  pasted,
  wanted,
  shareActions: ['ModifyImageSharePermission'],
  practiceValues: [
    { what: `Accounts that exist (any of ${firstWanted} to 100000103000)`, values: recipients(3) },
    { what: 'An account that does not exist', values: [unknownAccount] },
    { what: 'A sub-account, which cannot receive an image', values: [subAccount] },
    { what: 'An AppID, which looks like an account', values: [appIdLookalike] },
    { what: 'Your own account', values: [owner.account] },
    {
      what: `Images in ${mainRegion} shared with 3 and with 41 accounts`,
      values: [knownImages.sharedFew, knownImages.shared],
    },
    { what: 'An image two accounts below the quota', values: [knownImages.nearlyFull] },
  ],
};
