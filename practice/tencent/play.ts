import { createTencentCloud, type TencentCloudOptions } from './cloud.ts';
import { knownImages, mainRegion, practiceKeys, practiceSeed } from './world.ts';

/** Where the virtual clock starts, milliseconds since the epoch. */
export const startedAt = Date.UTC(2026, 0, 1);

/**
 * A cloud on a virtual clock without rate limits, and short ways to call it as the main practice key.
 * @param options anything of the cloud's options
 */
export function play(options: Partial<TencentCloudOptions> = {}) {
  let now = startedAt;
  const cloud = createTencentCloud({ seed: practiceSeed(now), rates: 'none', ...options, now: () => now });
  const call = (action: string, body: unknown, more: object = {}) =>
    cloud.call({
      keyId: practiceKeys.main.secretId,
      host: 'cvm.tencentcloudapi.com',
      action,
      region: mainRegion,
      version: '2017-03-12',
      body,
      ...more,
    });
  const codeOf = (result: { response?: Record<string, unknown> | undefined }) => {
    const error = result.response?.Error as { Code: string } | undefined; // the documented envelope
    return error?.Code ?? 'ok';
  };
  const modify =
    (Permission: string) =>
    (AccountIds: string[], ImageId: string = knownImages.plain) =>
      codeOf(call('ModifyImageSharePermission', { ImageId, AccountIds, Permission }));
  const read = (ImageId: string = knownImages.plain): string[] => {
    const set = call('DescribeImageSharePermission', { ImageId }).response?.SharePermissionSet;
    return (set as { AccountId: string }[]).map(({ AccountId }) => AccountId); // the documented answer
  };
  return {
    cloud,
    call,
    codeOf,
    share: modify('SHARE'),
    cancel: modify('CANCEL'),
    read,
    pass: (byMs: number) => {
      now += byMs;
    },
  };
}
