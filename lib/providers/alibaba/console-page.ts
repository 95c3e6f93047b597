import type { ConsoleReader, ConsoleReading } from '../../console/reader';
import { textsIn } from '../../console/texts';

/** What differs between the vendor's consoles. */
interface PageKind extends Pick<ConsoleReader, 'product' | 'hosts' | 'imageId'> {
  /** Ends of routes that show no own custom images. */
  foreignRoute: RegExp;
  /** End of the route that shows own custom images, where it is known. */
  ownRoute?: RegExp;
  hasRegions: boolean;
}

/** Where the application is: by its hash when that is a route, since the path may be left over from another page. */
const routeOf = (url: URL): string => {
  const inHash = /^#!?(\/[^?]+)/.exec(url.hash)?.[1];
  return inHash && inHash !== '/' ? inHash : url.pathname;
};

/** Whether the route is `/image` or below it; `/imageCatalog` and its like are other pages. */
const isImageRoute = (url: URL): boolean => /^\/image(?:\/|$)/.test(routeOf(url));

const regionIn = (text: string | null | undefined) =>
  /\/region\/([a-z]{2}(?:-[a-z0-9]+)+)(?![^/?#])/.exec(text ?? '')?.[1] ?? '';

const readCookie = (cookies: string, name: string) =>
  new RegExp(`(?:^|; *)${name}=([^;]*)`).exec(cookies)?.[1] ?? '';

/** Last resort: the page's own menu, as long as all of its links agree. */
const regionOfLinks = (doc: Document) => {
  const links = [...doc.querySelectorAll('a[href*="/region/"]')];
  const found = new Set(links.map((link) => regionIn(link.getAttribute('href'))));
  const [region = ''] = found;
  return found.size === 1 ? region : '';
};

// The cookie stands in requests to several consoles of the vendor that their users published, 2019 to 2026.
const readRegion = (url: URL, doc: Document, cookies: string, gaps: string[]) => {
  const inRoute = regionIn(routeOf(url));
  const inPath = regionIn(url.pathname);
  const region =
    inRoute || inPath || regionIn(`/region/${readCookie(cookies, 'currentRegionId')}`) || regionOfLinks(doc);
  if (region === '') gaps.push('region');
  else if (inRoute && inPath && inRoute !== inPath) gaps.push('region-differs');
  return region;
};

const ownTabText = /自定义镜像|custom image/i;
const foreignTabText =
  /(?:公共|共享|社区)镜像|云市场|镜像构建|image build|(?:public|shared|community|market\w*) image/i;

const showsOwnImages = (kind: PageKind, url: URL, doc: Document, gaps: string[]) => {
  const route = routeOf(url);
  if (kind.ownRoute?.test(route)) return true;
  if (kind.foreignRoute.test(route)) return false;
  // 2026-11, fixtures/image-list.html: 1 match
  const tabs = [...doc.querySelectorAll('[role="tab"][aria-selected="true"]')].map((tab) => tab.textContent);
  if (tabs.some((text) => ownTabText.test(text))) return true;
  if (tabs.some((text) => foreignTabText.test(text))) return false;
  gaps.push('tab');
  return true;
};

// 2026-11, fixtures/image-list.html: 4 matches, 2 of them checked; "select all" stands in a thead
const rowBoxes = 'tbody tr input[type="checkbox"]';
/** Tables that are not the list: panes of other tabs, and dialogs. */
const otherTables = '[role="tabpanel"][aria-hidden="true"],[role="dialog"]';

const isPicked = (box: HTMLInputElement) => {
  const said = box.getAttribute('aria-checked') ?? `${box.checked}`;
  return said === 'true' && !box.closest(otherTables);
};

/** Rows carry no key: parts of links' addresses first, then whole pieces of text, then words within them. */
const readRowImage = (row: Element, imageId: RegExp) => {
  const links = [...row.querySelectorAll('a[href]')].map((link) => `${link.getAttribute('href')}`);
  const texts = textsIn(row).map(([text]) => text);
  const words = texts.flatMap((text) => text.split(/[^0-9a-z-]+/));
  return [...links.flatMap((link) => link.split(/[/?&=#]/)), ...texts, ...words].find((text) =>
    imageId.test(text),
  );
};

const readImages = (kind: PageKind, url: URL, doc: Document, gaps: string[]): string[] => {
  const inRoute = routeOf(url)
    .split('/')
    .find((part) => kind.imageId.test(part));
  if (inRoute) return [inRoute];
  if (!showsOwnImages(kind, url, doc, gaps)) return [];
  const boxes = [...doc.querySelectorAll<HTMLInputElement>(rowBoxes)].filter(isPicked);
  const rows = boxes.flatMap((box) => box.closest('tr') ?? []);
  const found = rows.map((row) => readRowImage(row, kind.imageId));
  if (found.includes(undefined)) gaps.push('image');
  return [...new Set(found.flatMap((id) => id ?? []))];
};

/** The console writes its start values in an inline script; nothing but the account is taken from it. */
const accountInScript = /MAIN_ACCOUNT_PK["']?\s*[:=]\s*["']?(\d{5,20})\b/;

const readAccount = (doc: Document, cookies: string, gaps: string[]) => {
  for (const script of doc.querySelectorAll('script:not([src])')) {
    const account = accountInScript.exec(script.textContent)?.[1];
    if (account) return account;
  }
  // `login_current_pk` beside it is the sub-user, where one is logged in.
  const account = readCookie(cookies, 'login_aliyunid_pk');
  if (/^\d{5,20}$/.test(account)) return account;
  gaps.push('account');
  return '';
};

const readPage = (kind: PageKind, url: URL, doc: Document, cookies: string): ConsoleReading => {
  const gaps: string[] = [];
  const reading: ConsoleReading = {
    product: kind.product,
    region: '',
    imageIds: [],
    consoleAccount: '',
    gaps,
  };
  try {
    reading.consoleAccount = readAccount(doc, cookies, gaps);
    if (kind.hasRegions) reading.region = readRegion(url, doc, cookies, gaps);
    reading.imageIds = readImages(kind, url, doc, gaps);
  } catch {
    // A page can name a form `querySelector`, which then stands in the place of the document's own method.
    gaps.push('page');
  }
  return reading;
};

/** @returns the reader of one of the vendor's consoles */
export const createAlibabaConsole = (kind: PageKind): ConsoleReader => ({
  ...kind,
  isImagePage: isImageRoute,
  read: (url, doc, cookies) => readPage(kind, url, doc, cookies),
});
