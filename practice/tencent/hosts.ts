import { Refusal } from './refusal.ts';
import { regionById } from './regions.ts';

const services = ['cvm', 'sts', 'cam', 'region'];
const suffix = '.tencentcloudapi.com';

/** The middle of `service.<middle>.tencentcloudapi.com`: empty, `intl`, or a region; undefined for other hosts. */
function middleOf(host: string): string | undefined {
  if (!host.endsWith(suffix)) return undefined;
  const [service = '', ...middle] = host.slice(0, -suffix.length).split('.');
  return services.includes(service) && middle.length <= 1 ? (middle[0] ?? '') : undefined;
}

/** Whether a host name is an API host: nearest access, international, or of one region. */
export function isApiHost(host: string): boolean {
  const middle = middleOf(host);
  return middle !== undefined && (middle === '' || middle === 'intl' || regionById.has(middle));
}

/**
 * Finance regions answer on their own hosts only, and those hosts serve nothing else.
 * @param region value of X-TC-Region
 * @throws Refusal UnsupportedRegion
 */
export function checkRegion(host: string, region: string, isInternational: boolean): void {
  const asked = regionById.get(region);
  if (!asked || (isInternational && !asked.international)) throw new Refusal('UnsupportedRegion', region);
  const hostRegion = regionById.get(middleOf(host) ?? '');
  const isServed = asked.finance || hostRegion?.finance ? hostRegion?.id === asked.id : true;
  if (!isServed) throw new Refusal('UnsupportedRegion', region);
}
