import type { Product } from '../../../domain/product';
import { consoleHosts } from './console-hosts';
import { tencentRegions } from './regions';

const [mainland, international, former] = consoleHosts;

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
  consoleHosts: { [mainland]: 'tencent', [international]: 'tencent-intl', [former]: 'tencent-intl' },
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
  // AppIDs have ten digits from 125 to 139; below 8 a QQ number, above 12 no example is known. Eleven digits are
  // a mobile number, and a day of this century is written with eight: both stand beside ids in people's lists.
  suspiciousAccountId:
    /^(?:1(?:2[5-9]|3\d)\d{7}|\d{5,7}|\d{13,20}|1[3-9]\d{9}|20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))$/,
  lookalikes: [
    { kind: 'app-id', pattern: /^1(?:2[5-9]|3\d)\d{7}$/ },
    { kind: 'phone', pattern: /^1[3-9]\d{9}$/ },
    { kind: 'day', pattern: /^20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/ },
    { kind: 'time', pattern: /^(?:1[67]\d{11}|20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{6})$/ },
    { kind: 'qq', pattern: /^\d{5,7}$/ },
    // Main accounts of Alibaba Cloud have 16 digits, its RAM users and roles 18.
    { kind: 'other-cloud', pattern: /^(?:[15]\d{15}|[23]\d{17})$/ },
  ],
  // qcs:project:service:region:uin/ROOT:resource (598/10606).
  resourceOwner: /^qcs:[^/]*?uin\/(\d+)/i,
  accountPage: {
    tencent: 'https://console.cloud.tencent.com/developer',
    'tencent-intl': 'https://console.tencentcloud.com/developer',
  },
  keyPage: {
    tencent: 'https://console.cloud.tencent.com/cam/capi',
    'tencent-intl': 'https://console.tencentcloud.com/cam/capi',
  },
  imagePage: {
    tencent: 'https://console.cloud.tencent.com/cvm/image/index',
    'tencent-intl': 'https://console.tencentcloud.com/cvm/image/index',
  },
  policy: JSON.stringify(policy, null, 2),
};
