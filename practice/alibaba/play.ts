import { type AlibabaCloudOptions, createAlibabaCloud } from './cloud.ts';
import type { Service } from './hosts.ts';
import { knownEcsImages, knownEnsImages, mainRegion, practiceKeys, practiceSeed } from './world.ts';

/** Where the virtual clock starts, milliseconds since the epoch. */
export const startedAt = Date.UTC(2026, 0, 1);

const products: Record<Service, { host: string; version: string }> = {
  ecs: { host: `ecs.${mainRegion}.aliyuncs.com`, version: '2014-05-26' },
  ens: { host: 'ens.aliyuncs.com', version: '2017-11-10' },
  sts: { host: 'sts.aliyuncs.com', version: '2015-04-01' },
};

const listOf = (name: string, accounts: readonly string[]) =>
  Object.fromEntries(accounts.map((account, at) => [`${name}.${at + 1}`, account]));

/**
 * A cloud on a virtual clock without rate limits, and short ways to call it as the main practice key.
 * @param options anything of the cloud's options
 */
export function play(options: Partial<AlibabaCloudOptions> = {}) {
  let now = startedAt;
  const cloud = createAlibabaCloud({ seed: practiceSeed(now), rates: 'none', ...options, now: () => now });
  const call = (service: Service, action: string, parameters: Record<string, string>, more: object = {}) =>
    cloud.call({ keyId: practiceKeys.main.keyId, ...products[service], action, parameters, ...more });
  const codeOf = ({
    status,
    response,
  }: {
    status: number;
    response?: Record<string, unknown> | undefined;
  }) => (status === 200 ? 'ok' : String(response?.Code));
  const ecs =
    (name: string) =>
    (accounts: readonly string[], ImageId: string = knownEcsImages.plain, more: object = {}) =>
      codeOf(
        call(
          'ecs',
          'ModifyImageSharePermission',
          { RegionId: mainRegion, ImageId, ...listOf(name, accounts) },
          more,
        ),
      );
  const ens =
    (name: string) =>
    (accounts: readonly string[], ImageId: string = knownEnsImages.plain) =>
      codeOf(call('ens', 'ModifyImageSharePermission', { ImageId, [name]: accounts.join(',') }));
  return {
    cloud,
    call,
    codeOf,
    ecs: { share: ecs('AddAccount'), revoke: ecs('RemoveAccount') },
    ens: { share: ens('AddAccounts'), revoke: ens('RemoveAccounts') },
    pass: (byMs: number) => {
      now += byMs;
    },
  };
}
