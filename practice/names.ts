import { regions } from './tencent/regions.ts';

/** Host names the practice clouds play, as a certificate lists them. */
export const practiceNames: readonly string[] = [
  'console.cloud.tencent.com',
  'console.tencentcloud.com',
  'console.intl.cloud.tencent.com',
  '*.tencentcloudapi.com',
  '*.intl.tencentcloudapi.com',
  ...regions.map(({ id }) => `*.${id}.tencentcloudapi.com`),
];
