import type { ConsoleReader, ConsoleReading } from '../../../console/reader';
import { consoleHosts } from './console-hosts';

/** Own custom images; the only ones that can be shared. */
const ownType = 'PRIVATE_IMAGE';

// 882 of 882 eight-character ids in the vendor's documentation repositories are lower-case.
const imageIdInText = /(?<![0-9a-z-])img-[0-9a-z]{8}(?![0-9a-z])/;

// Vendor docs, 2024-12: …/cvm/image/detail/<rid>/<IMAGE_TYPE>/img-… (older) and …/cvm/image/detail?rid=16&id=img-…
const olderDetail = /^\/cvm\/image\/detail\/(\d{1,3})\/([A-Z_]+)\/([^/]+)/;

const findImageId = (text: string | null | undefined) => imageIdInText.exec(text ?? '')?.[0];

const readCookie = (cookies: string, name: string) =>
  new RegExp(`(?:^|; *)${name}=([^;]*)`).exec(cookies)?.[1] ?? '';

/** Cookies write accounts with letters and zeros around them, such as `o0100000000001`. */
const digits = (text: string) => text.replace(/\D/g, '').replace(/^0+/, '');

/** The console framework keeps the last region in localStorage too (its script in tkestack/tke, 2024-06). */
const readStoredRegion = (doc: Document, user: string) => {
  try {
    return doc.defaultView?.localStorage.getItem(`${user}_regionId`) ?? '';
  } catch {
    return '';
  }
};

/** The console's own number of a region; the background knows which is which. */
const regionNumber = /^\d{1,3}$/;

/**
 * Order of the console framework (its script in tkestack/tke, 2024-06): address, cookie, localStorage. Its last
 * resort is Guangzhou, which is not ours: an unknown region is asked for.
 */
const readRegion = (url: URL, doc: Document, cookies: string, gaps: string[]) => {
  const inAddress = url.searchParams.get('rid') ?? olderDetail.exec(url.pathname)?.[1] ?? '';
  const inCookie = digits(readCookie(cookies, 'regionId'));
  const kept = inCookie || digits(readStoredRegion(doc, digits(readCookie(cookies, 'uin'))));
  const region = regionNumber.exec(inAddress || kept)?.[0] ?? '';
  if (region === '') gaps.push('region');
  else if (inAddress && inCookie && inAddress !== inCookie) gaps.push('region-differs');
  return region;
};

// 2026-11, fixtures/image-list.html: 1 match. The prefix differs per product.
const activeTabs = '[class*="-tabs__tab"].is-active';
const ownTabText = /自定义镜像|custom image|private image/i;
const foreignTabText = /公共镜像|共享镜像|public image|shared image/i;

/** `tab` and `imageType` of one address may contradict each other; the console itself follows `tab`. */
const showsOwnImages = (url: URL, doc: Document, gaps: string[]) => {
  const type = url.searchParams.get('tab') ?? url.searchParams.get('imageType');
  if (type) return type === ownType;
  const text = doc.querySelector(activeTabs)?.textContent ?? '';
  if (ownTabText.test(text)) return true;
  if (foreignTabText.test(text)) return false;
  gaps.push('tab');
  return true;
};

// 2026-11, fixtures/image-list.html: 4 matches, 2 checked; "select all" stands in a head table of its own
const rowBoxes = 'tbody tr input[type="checkbox"]';

/** Row key first, then a link of the row, then its text: whether CVM's row key is the image id is not published. */
const readRowImage = (box: Element) => {
  const row = box.closest('tr');
  const links = [...(row?.querySelectorAll('a[href]') ?? [])].map((link) => link.getAttribute('href'));
  return (
    findImageId(box.closest('label')?.getAttribute('name')) ??
    links.map(findImageId).find(Boolean) ??
    findImageId(row?.textContent)
  );
};

const readSelected = (doc: Document, gaps: string[]) => {
  const boxes = [...doc.querySelectorAll<HTMLInputElement>(rowBoxes)].filter((box) => box.checked);
  const found = boxes.map(readRowImage);
  if (found.includes(undefined)) gaps.push('image');
  return [...new Set(found.flatMap((id) => id ?? []))];
};

const readDetail = (url: URL, gaps: string[]): string[] => {
  const older = olderDetail.exec(url.pathname);
  const type = older?.[2] ?? url.searchParams.get('tab') ?? url.searchParams.get('imageType');
  if (type && type !== ownType) return [];
  const imageId = findImageId(older?.[3] ?? url.searchParams.get('id'));
  if (!imageId) gaps.push('image');
  return imageId ? [imageId] : [];
};

const readImages = (url: URL, doc: Document, gaps: string[]) => {
  if (url.pathname.startsWith('/cvm/image/detail')) return readDetail(url, gaps);
  return showsOwnImages(url, doc, gaps) ? readSelected(doc, gaps) : [];
};

const readAccount = (cookies: string, gaps: string[]) => {
  const account = digits(readCookie(cookies, 'ownerUin'));
  if (/^\d{5,20}$/.test(account)) return account;
  gaps.push('account');
  return '';
};

const read = (url: URL, doc: Document, cookies: string): ConsoleReading => {
  const gaps: string[] = [];
  const reading: ConsoleReading = {
    product: 'tencent-cvm',
    region: '',
    imageIds: [],
    consoleAccount: '',
    gaps,
  };
  try {
    reading.consoleAccount = readAccount(cookies, gaps);
    reading.region = readRegion(url, doc, cookies, gaps);
    reading.imageIds = readImages(url, doc, gaps);
  } catch {
    // A page can name a form `querySelector`, which then stands in the place of the document's own method.
    gaps.push('page');
  }
  return reading;
};

/** Reads the image pages of the three Tencent Cloud consoles, list and detail, in both spellings of the address. */
export const tencentCvmConsole: ConsoleReader = {
  product: 'tencent-cvm',
  hosts: consoleHosts,
  imageId: /^img-[0-9a-z]{8}$/,
  isImagePage: (url) => /^\/cvm\/image(?:\/|$)/.test(url.pathname),
  read,
};
