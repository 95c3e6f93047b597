/**
 * Hosts of the three Tencent Cloud consoles: mainland, international, and the latter's former one. Their own file: the
 * page reader loads it too.
 */
export const consoleHosts = [
  'console.cloud.tencent.com',
  'console.tencentcloud.com',
  'console.intl.cloud.tencent.com',
] as const;
