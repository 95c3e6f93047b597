import { boot, cls, h, say } from './dom.js';
import { detailPage, listPage } from './list.js';
import {
  address,
  currentImage,
  currentRegion,
  currentRoute,
  go,
  imageRoute,
  isImagePage,
  link,
  rememberRegion,
  tabs,
} from './route.js';
import { placeSandbox } from './sandbox.js';

const isEcs = boot.product === 'ecs';

const parts = isEcs
  ? [
      ['/home', say('概览', 'Overview')],
      ['/server', say('实例', 'Instances')],
      ['/image', say('镜像', 'Images')],
      ['/snapshot', say('快照', 'Snapshots')],
    ]
  : [
      ['/overview', say('概览', 'Overview')],
      ['/instance/list', say('实例', 'Instances')],
      ['/image', say('镜像', 'Images')],
      ['/disk/list', say('云盘', 'Disks')],
    ];

const routeOf = (part) => {
  if (part === '/image') return imageRoute(tabs[0][0]);
  return isEcs && part !== '/home' ? `${part}/region/${currentRegion()}` : part;
};

const regionSelect = () =>
  h(
    'select',
    {
      class: cls('select'),
      'aria-label': say('地域', 'Region'),
      onchange: (event) => go(address(imageRoute(tabs[0][0], event.target.value))),
    },
    ...boot.regions.map(({ id, name }) => h('option', { value: id, selected: id === currentRegion() }, name)),
  );

const topBar = () =>
  h(
    'header',
    { class: 'topbar' },
    h('span', { class: 'brand' }, say('云控制台', 'Cloud Console')),
    h('span', { class: 'practice' }, say('练习环境', 'Practice')),
    isEcs ? regionSelect() : null,
    h('span', { class: 'spring' }),
    h('span', { class: 'account' }, h('i', { 'aria-hidden': 'true' }), boot.account),
  );

const sideBar = () =>
  h(
    'nav',
    { class: 'sidebar', 'aria-label': boot.title },
    h('h2', {}, boot.title),
    ...parts.map(([part, name]) =>
      link(routeOf(part), currentRoute().startsWith(part) ? 'is-active' : '', name),
    ),
  );

const otherPage = () => ({
  body: h(
    'div',
    {},
    h('p', {}, say('这里没有练习内容。', 'There is nothing to practise on this page.')),
    link(imageRoute(tabs[0][0]), '', say('转到镜像', 'Go to images')),
  ),
  end: () => {},
});

const choosePage = () => {
  if (!isImagePage()) return otherPage();
  return currentImage() ? detailPage() : listPage();
};

let page;

const draw = () => {
  page?.end();
  rememberRegion();
  page = choosePage();
  const title = currentImage() ?? parts.find(([part]) => currentRoute().startsWith(part))?.[1] ?? boot.title;
  const content = h('main', {}, h('h1', {}, title), page.body);
  document.getElementById('app').replaceChildren(topBar(), h('div', { class: 'area' }, sideBar(), content));
};

window.addEventListener('popstate', draw);
window.addEventListener('practice:navigate', draw);
draw();
placeSandbox();
