import { Refusal } from './refusal.ts';
import { regionById, regions } from './regions.ts';

export type Service = 'ecs' | 'ens' | 'sts';

/** Other names the vendor's SDK uses for the same regions. */
const otherNames: Record<string, readonly string[]> = {
  'cn-hangzhou': ['ecs-cn-hangzhou.aliyuncs.com'],
  'cn-shanghai-finance-1': ['ecs-cn-hangzhou.aliyuncs.com'],
  'cn-shenzhen-finance-1': ['ecs-cn-hangzhou.aliyuncs.com'],
};

const serviceByHost: ReadonlyMap<string, Service> = new Map([
  ...regions.map(({ host }) => [host, 'ecs'] as const),
  ...Object.values(otherNames).flatMap((hosts) => hosts.map((host) => [host, 'ecs'] as const)),
  ['ens.aliyuncs.com', 'ens'],
  ['ens.ap-southeast-1.aliyuncs.com', 'ens'],
  ['sts.aliyuncs.com', 'sts'],
  ...regions.map(({ id }) => [`sts.${id}.aliyuncs.com`, 'sts'] as const),
]);

/** All API host names the practice cloud plays. */
export const apiHosts: readonly string[] = [...serviceByHost.keys()];

/** @returns the product behind a host name; undefined for names that are no API host */
export const serviceOf = (host: string): Service | undefined => serviceByHost.get(host);

/** @throws Refusal InvalidRegionId.NotFound when the region does not exist or has another endpoint */
export function checkRegion(host: string, region: string): void {
  const asked = regionById.get(region);
  if (!asked || (asked.host !== host && !otherNames[region]?.includes(host))) {
    throw new Refusal('InvalidRegionId.NotFound', region);
  }
}
