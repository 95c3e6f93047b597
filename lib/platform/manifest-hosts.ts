import { browser } from 'wxt/browser';

interface HostLists {
  host_permissions?: string[];
  content_scripts?: { matches?: string[] }[];
}

/** https://*.a.example/* is the host *.a.example. */
const hostOf = (pattern: string): string => pattern.replace(/^https:\/\//, '').replace(/\/\*$/, '');

/**
 * Reads the hosts out of the manifest, which is their one list.
 * @returns console hosts, where the content script runs, and API hosts, all other hosts we may reach; as match
 *   patterns write them
 */
export const manifestHosts = (): { consoles: string[]; apis: string[] } => {
  // The polyfill's type of a manifest knows version 2 only, where host permissions had another place.
  const manifest = browser.runtime.getManifest() as HostLists;
  const consoles = (manifest.content_scripts ?? []).flatMap(({ matches }) => matches ?? []).map(hostOf);
  const all = (manifest.host_permissions ?? []).map(hostOf);
  return { consoles, apis: all.filter((host) => !consoles.includes(host)) };
};
