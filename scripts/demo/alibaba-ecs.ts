import {
  knownEcsImages,
  mainRegion,
  nobody,
  owner,
  practiceKeys,
  ramUsers,
  recipients,
} from '../../practice/alibaba/world.ts';
import { createPracticeWorld } from '../../practice/world.ts';
import type { Demo } from './demos.ts';

/** Most accounts per image in this demonstration: the vendor's 50, raised as Quota Center does. */
const quota = 300;

const wanted = recipients(200);
const [, , , fourthWanted = ''] = wanted;
const [ramUser] = ramUsers;

/** A table column as people copy it: good ids among every kind of mistake. */
const pasted = [
  ...wanted.slice(0, 90),
  nobody,
  'nonsense99',
  ...wanted.slice(90),
  ramUser,
  owner.account,
  fourthWanted,
];

/** Alibaba Cloud ECS: one image shared with nobody, one shared with three of the pasted accounts already. */
export const alibabaEcsDemo: Demo = {
  createWorld: () => {
    const { hosts, alibaba } = createPracticeWorld({ alibaba: { quota } });
    return { hosts, cloud: alibaba };
  },
  consoleUrl: (language) =>
    `https://ecs.console.aliyun.com/image/region/${mainRegion}/imageList?lang=${language.slice(0, 2)}`,
  imageBox: (imageId) => `tr:has(a[href*="/${imageId}"]) input`,
  siteKey: 'site_alibaba',
  keys: { keyId: practiceKeys.main.keyId, secret: practiceKeys.main.secret },
  imageIds: [knownEcsImages.plain, knownEcsImages.sharedFew],
  pasted,
  wanted,
  shareActions: ['ModifyImageSharePermission'],
  practiceValues: [
    { what: `Accounts that exist (any of ${wanted[0]} to 1000000000103000)`, values: recipients(3) },
    { what: 'An account that does not exist', values: [nobody] },
    { what: 'A RAM user, which cannot receive an image', values: [ramUser] },
    { what: 'Your own account', values: [owner.account] },
    {
      what: `Images in ${mainRegion} shared with 3 and with 41 accounts`,
      values: [knownEcsImages.sharedFew, knownEcsImages.shared],
    },
    {
      what: 'Images that cannot be shared: encrypted, published, deprecated',
      values: [knownEcsImages.encrypted, knownEcsImages.community, knownEcsImages.deprecated],
    },
  ],
};
