import { address, boot, parameter } from './dom.js';

// Order of the console framework: memory, address, cookie, localStorage, Guangzhou.
let inMemory;

export const readCookie = (name) =>
  document.cookie
    .split(/;\s*/)
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);

export const writeCookie = (name, value) => {
  // biome-ignore lint/suspicious/noDocumentCookie: Firefox ESR has no cookieStore, and the console's own script does this
  document.cookie = `${name}=${value}; path=/; secure; max-age=86400`;
};

const inPath = () => /\/cvm.*\/detail\/(\d{1,2})\//.exec(location.pathname)?.[1];
const storageKey = () => `${readCookie('uin')}_regionId`;
const find = (rid) => boot.regions.find((region) => String(region.rid) === String(rid));

/** The region the console works in. */
export const currentRegion = () =>
  find(
    inMemory ??
      parameter('rid') ??
      inPath() ??
      readCookie('regionId') ??
      localStorage.getItem(storageKey()) ??
      '1',
  ) ?? find(1);

export const rememberRegion = () => {
  const { rid } = currentRegion();
  writeCookie('regionId', rid);
  localStorage.setItem(storageKey(), rid);
};

/** An address that names a region brings it; one that does not keeps the region in memory. */
export const followAddress = () => {
  inMemory = parameter('rid') ?? inPath() ?? inMemory;
};

/** Changes the region as the console does: in the address only where the address names one. */
export const switchRegion = (rid) => {
  inMemory = String(rid);
  rememberRegion();
  if (parameter('rid') && parameter('switch') !== 'cookie') {
    const { tab, imageType } = Object.fromEntries(new URLSearchParams(location.search));
    history.replaceState(null, '', address(location.pathname, { rid: inMemory, tab, imageType }));
  }
  document.dispatchEvent(new CustomEvent('regionIdchanged', { detail: { regionId: rid } }));
};
