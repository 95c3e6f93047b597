import type { Product } from '../../../domain/product';
import {
  accountId,
  accountPage,
  keyPage,
  lookalikes,
  resourceOwner,
  signatureValidMs,
  suspiciousAccountId,
} from '../account';
import { consoleHosts } from './console-hosts';
import { ecsRegions } from './regions';

const [mainland, international] = consoleHosts;

/** Least rights: two reads and the one write, on all images. DescribeRegions and GetCallerIdentity need none. */
const policy = {
  Version: '1',
  Statement: [
    {
      Effect: 'Allow',
      Action: ['ecs:DescribeImages', 'ecs:DescribeImageSharePermission', 'ecs:ModifyImageSharePermission'],
      Resource: 'acs:ecs:*:*:image/*',
    },
  ],
};

/** Alibaba Cloud ECS: custom images of a region, shared with main accounts. */
export const alibabaEcs: Product = {
  id: 'alibaba-ecs',
  sites: ['alibaba', 'alibaba-intl'],
  consoleHosts: { [mainland]: 'alibaba', [international]: 'alibaba-intl' },
  limits: {
    // AddAccount and RemoveAccount take ten; the rest is dropped without an error (@alicloud/ecs20140526 7.11.6).
    accountsPerCall: { share: 10, revoke: 10 },
    // ModifyImageSharePermission: 50 by default, raised through Quota Center (@alicloud/ecs20140526 7.11.6).
    accountsPerImage: 50,
    signatureValidMs,
  },
  regions: ecsRegions,
  // 20 characters in every recent id; old ones have 8 and 9.
  imageId: /^m-[0-9a-z]{8,22}$/,
  accountId,
  suspiciousAccountId,
  lookalikes,
  resourceOwner,
  accountPage,
  keyPage,
  imagePage: {
    alibaba: 'https://ecs.console.aliyun.com/image',
    'alibaba-intl': 'https://ecs.console.alibabacloud.com/image',
  },
  policy: JSON.stringify(policy, null, 2),
};
