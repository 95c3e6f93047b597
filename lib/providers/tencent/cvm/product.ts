import type { Product } from '../../../domain/product';
import { tencentRegions } from './regions';

/** Least rights: three reads and the one write, on all images (https://cloud.tencent.com/document/product/213/10314). */
const policy = {
  version: '2.0',
  statement: [
    {
      effect: 'allow',
      action: [
        'cvm:DescribeImages',
        'cvm:DescribeImageSharePermission',
        'cvm:ModifyImageSharePermission',
        'cvm:DescribeRegions',
      ],
      resource: ['*'],
    },
  ],
};

/** Tencent Cloud CVM: custom images of a region, shared with root accounts. */
export const tencentCvm: Product = {
  id: 'tencent-cvm',
  sites: ['tencent', 'tencent-intl'],
  limits: {
    // No limit per call is documented; 50 was the limit per image until February 2024, so a call of 50 is known
    // to pass. The code InvalidParameterValue.LimitExceeded halves it.
    accountsPerCall: { share: 50, revoke: 50 },
    // ModifyImageSharePermission in tencentcloud-sdk-nodejs-cvm 4.1.316, and user guide 213/4944.
    accountsPerImage: 500,
    // AuthFailure.SignatureExpire: more than five minutes from the server's time (213/30654).
    signatureValidMs: 5 * 60 * 1000,
  },
  regions: tencentRegions,
  // All of 882 ids in the vendor's documents have eight characters; a few old ones differ.
  imageId: /^img-[0-9a-z]{6,12}$/,
  // The vendor says that the length is not fixed; examples have 8, 9, 10 and 12 digits.
  accountId: /^[1-9]\d{4,19}$/,
  // Ten digits from 125 to 139 are most likely an AppID; below 8 a QQ number, above 12 no example is known.
  suspiciousAccountId: /^(?:1(?:2[5-9]|3\d)\d{7}|\d{5,7}|\d{13,20})$/,
  accountPage: {
    tencent: 'https://console.cloud.tencent.com/developer',
    'tencent-intl': 'https://console.tencentcloud.com/developer',
  },
  keyPage: {
    tencent: 'https://console.cloud.tencent.com/cam/capi',
    'tencent-intl': 'https://console.tencentcloud.com/cam/capi',
  },
  policy: JSON.stringify(policy, null, 2),
};
