import type { RequestRecord } from '../practice/traffic.ts';
import { apiHosts } from './api-hosts.ts';

const isOurs = (origin: string) => /^(chrome|moz)-extension:\/\//.test(origin);

/** @returns whether a host, in lower case and without port, is on the frozen list */
export const isListed = (host: string) =>
  apiHosts.some((listed) => (listed.startsWith('*.') ? host.endsWith(listed.slice(1)) : host === listed));

/** @returns requests with an extension's origin to hosts that are not on the frozen list, as text */
export const strayRequests = (log: readonly RequestRecord[]): string[] =>
  log
    .filter(({ origin, host }) => isOurs(origin) && !isListed(host))
    .map(({ method, host, path }) => `${method} ${host}${path}`);
