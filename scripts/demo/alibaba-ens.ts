import {
  knownEnsImages,
  nobody,
  owner,
  practiceKeys,
  ramUsers,
  recipients,
} from '../../practice/alibaba/world.ts';
import { createPracticeWorld } from '../../practice/world.ts';
import type { Demo } from './demos.ts';

const wanted = recipients(90);
const [, , , fourthWanted = ''] = wanted;
const [ramUser] = ramUsers;

/** A table column as people copy it: good ids among every kind of mistake. */
const pasted = [
  ...wanted.slice(0, 40),
  nobody,
  'nonsense99',
  ...wanted.slice(40),
  ramUser,
  owner.account,
  fourthWanted,
];

/** Alibaba Cloud ENS: one image shared with nobody, one shared with 23 of the pasted accounts already. */
export const alibabaEnsDemo: Demo = {
  createWorld: () => {
    const { hosts, alibaba } = createPracticeWorld();
    return { hosts, cloud: alibaba };
  },
  consoleUrl: (language) =>
    `https://ens.console.aliyun.com/instance/list?lang=${language.slice(0, 2)}#/image/custom`,
  imageBox: (imageId) => `tr:has(a[href*="/${imageId}"]) input`,
  siteKey: 'site_alibaba',
  keys: { keyId: practiceKeys.main.keyId, secret: practiceKeys.main.secret },
  imageIds: [knownEnsImages.plain, knownEnsImages.shared],
  pasted,
  wanted,
  shareActions: ['ModifyImageSharePermission'],
  practiceValues: [
    { what: `Accounts that exist (any of ${wanted[0]} to 1000000000103000)`, values: recipients(3) },
    { what: 'An account that does not exist', values: [nobody] },
    { what: 'A RAM user, which cannot receive an image', values: [ramUser] },
    { what: 'Your own account', values: [owner.account] },
    { what: 'An image shared with 23 accounts', values: [knownEnsImages.shared] },
    { what: 'An image of a kind that cannot be shared', values: [knownEnsImages.unsupported] },
  ],
};
