import { knownImages } from '../../practice/tencent/world.ts';

/** How a page lies about what a person picked. All of it is source that runs in the page. */
export interface Lie {
  name: string;
  /** Runs before the press of the launcher; the page shows one picked image, `knownImages.plain`. */
  before?: string;
  /** Runs in the page at the launcher's press, before the extension hears of it. */
  atPress?: string;
  /** Runs when the panel stands and shows what it will change. */
  afterOpening?: string;
  /** Images that may be offered; the panel must name each as the cloud does, and change no others. */
  offered: readonly string[];
}

const { plain, second, foreign, received } = knownImages;

const row = `document.querySelector('label[name="${plain}"]').closest('tr')`;
const rename = (image: string) =>
  `document.querySelector('label[name="${plain}"]').setAttribute('name', '${image}')`;
const pickSecond = `document.querySelector('label[name="${second}"] input').click()`;
const dropFirst = `document.querySelector('label[name="${plain}"] input').click()`;
const goTo = (query: string) => `history.pushState(null, '', location.pathname + '?${query}')`;

/** Adds a row for another image, picked, and kept from sight by `style`. */
const addRow = (image: string, style: string) => `(() => {
  const copy = ${row}.cloneNode(true);
  copy.querySelector('label').setAttribute('name', '${image}');
  copy.querySelector('input').checked = true;
  copy.style.cssText = '${style}';
  ${row}.after(copy);
})()`;

/** Every lie of a page about the image, its region, its account or the time it was picked. */
export const everyLie: readonly Lie[] = [
  { name: 'a row that is another image than it says', before: rename(second), offered: [second] },
  {
    name: 'a name of the page’s own beside the image',
    before: `for (const cell of ${row}.querySelectorAll('p')) cell.textContent = 'harmless test image'`,
    offered: [plain],
  },
  { name: 'somebody else’s image', before: rename(foreign), offered: [] },
  { name: 'an image that was received', before: rename(received), offered: [] },
  { name: 'an image that is none', before: rename('img-aaaaaaaa'), offered: [] },
  { name: 'a hidden row', before: addRow(second, 'display:none'), offered: [plain, second] },
  {
    name: 'a row outside the window',
    before: addRow(second, 'position:fixed;left:-9999px'),
    offered: [plain, second],
  },
  { name: 'the same row twice', before: addRow(plain, ''), offered: [plain] },
  { name: 'another region in the address', before: goTo('rid=4&tab=PRIVATE_IMAGE'), offered: [] },
  { name: 'another kind of images in the address', before: goTo('rid=1&tab=PUBLIC_IMAGE'), offered: [] },
  {
    name: 'another account in the cookies',
    before: `document.cookie = 'ownerUin=O100000100002G;path=/'`,
    offered: [plain],
  },
  { name: 'another selection at the press', atPress: `${pickSecond}; ${dropFirst}`, offered: [second] },
  {
    name: 'another address at the press',
    atPress: `history.pushState(null, '', '/cvm/image/detail?rid=1&id=${second}')`,
    offered: [second],
  },
  {
    name: 'another address as the panel opens',
    atPress: `setTimeout(() => history.pushState(null, '', '/cvm/image/detail?rid=1&id=${second}'), 1)`,
    offered: [plain, second],
  },
  {
    name: 'another tab in front at the press',
    atPress: `window.open('/cvm/overview')`,
    offered: [plain],
  },
  {
    name: 'another selection once the panel stands',
    afterOpening: `${pickSecond}; ${dropFirst}`,
    offered: [plain],
  },
  {
    name: 'another address once the panel stands',
    afterOpening: `history.pushState(null, '', '/cvm/image/detail?rid=1&id=${second}')`,
    offered: [plain],
  },
  {
    name: 'forms and pictures named like the document’s own',
    before: `const { body } = document;
      for (const name of ['querySelector', 'querySelectorAll', 'cookie', 'documentElement', 'body', 'location', 'defaultView', 'forms'])
        for (const tag of ['form', 'img']) body.append(Object.assign(document.createElement(tag), { name, className: 'trap' }))`,
    offered: [plain],
  },
  {
    name: 'elements named like the window’s own',
    before: `for (const id of ['chrome', 'browser', 'location', 'document', 'MutationObserver', 'MessageChannel', 'URL', 'window'])
      document.body.append(Object.assign(document.createElement('a'), { id, className: 'trap', href: 'https://evil.example/' }))`,
    offered: [plain],
  },
];
