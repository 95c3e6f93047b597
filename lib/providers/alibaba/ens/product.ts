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
import { ensRegions } from './regions';

const [mainland, international] = consoleHosts;

/**
 * Least rights: two reads and the one write. Reads take no narrower resource; the vendor writes the write's resource
 * with an empty region, and how that is matched is not documented, so both forms stand here.
 */
const policy = {
  Version: '1',
  Statement: [
    {
      Effect: 'Allow',
      Action: ['ens:ModifyImageSharePermission'],
      Resource: ['acs:ens::*:image/*', 'acs:ens:*:*:image/*'],
    },
    {
      Effect: 'Allow',
      Action: ['ens:DescribeSelfImages', 'ens:DescribeImageSharePermission'],
      Resource: '*',
    },
  ],
};

/** Alibaba Cloud ENS: custom images of an account, in no region, shared with main accounts. */
export const alibabaEns: Product = {
  id: 'alibaba-ens',
  sites: ['alibaba', 'alibaba-intl'],
  consoleHosts: { [mainland]: 'alibaba', [international]: 'alibaba-intl' },
  limits: {
    // AddAccounts has no documented limit: ten as in ECS, so that a refusal is soon found. RemoveAccounts takes one
    // id in spite of its name (ModifyImageSharePermission, 2017-11-10).
    accountsPerCall: { share: 10, revoke: 1 },
    // Accounts per image: nothing is documented.
    signatureValidMs,
  },
  regions: ensRegions,
  // 25 characters in every sample, against 20 in ECS.
  imageId: /^m-[0-9a-z]{23,30}$/,
  accountId,
  suspiciousAccountId,
  lookalikes,
  resourceOwner,
  accountPage,
  keyPage,
  // The path of the custom images is not published; the menu leads there.
  imagePage: {
    alibaba: 'https://ens.console.aliyun.com/',
    'alibaba-intl': 'https://ens.console.alibabacloud.com/',
  },
  policy: JSON.stringify(policy, null, 2),
};
