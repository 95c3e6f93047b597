import { alibabaConsoleHosts } from './alibaba/console/console.ts';
import { apiHosts } from './alibaba/hosts.ts';
import { tencentConsoleHosts } from './tencent/console/console.ts';
import { regions } from './tencent/regions.ts';

/** Host names the practice clouds play, as a certificate lists them. */
export const practiceNames: readonly string[] = [
  ...tencentConsoleHosts,
  '*.tencentcloudapi.com',
  '*.intl.tencentcloudapi.com',
  ...regions.map(({ id }) => `*.${id}.tencentcloudapi.com`),
  ...alibabaConsoleHosts,
  ...apiHosts,
];
