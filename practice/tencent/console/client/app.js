import { detailPage } from './detail.js';
import { address, boot, cls, h, link, say } from './dom.js';
import { listPage } from './list.js';
import {
  currentRegion,
  followAddress,
  readCookie,
  rememberRegion,
  switchRegion,
  writeCookie,
} from './region.js';

const parts = [
  ['/cvm/overview', say('概览', 'Overview')],
  ['/cvm/instance/index', say('实例', 'Instances')],
  ['/cvm/image/index', say('镜像', 'Images')],
  ['/cvm/sshkey', say('SSH 密钥', 'SSH Keys')],
  ['/cvm/snapshot', say('快照', 'Snapshots')],
];

const isIn = (path) => location.pathname.startsWith(path.replace('/index', ''));

const topBar = () =>
  h(
    'header',
    { class: 'topbar' },
    h('span', { class: 'brand' }, say('云控制台', 'Cloud Console')),
    h('span', { class: 'practice' }, say('练习环境', 'Practice')),
    h('nav', {}, ...[say('总览', 'Overview'), say('云产品', 'Products')].map((text) => h('span', {}, text))),
    h('span', { class: 'spring' }),
    h('nav', {}, ...[say('费用', 'Billing'), say('工单', 'Support')].map((text) => h('span', {}, text))),
    h('span', { class: 'account' }, h('i', { 'aria-hidden': 'true' }), boot.account),
  );

const sideBar = () =>
  h(
    'nav',
    { class: 'sidebar', 'aria-label': say('云服务器', 'Cloud Virtual Machine') },
    h('h2', {}, say('云服务器', 'Cloud Virtual Machine')),
    ...parts.map(([path, name]) => link(address(path), isIn(path) ? 'is-active' : '', name)),
  );

const regionSelect = () =>
  h(
    'select',
    {
      class: cls('select', 'region-select'),
      'aria-label': say('地域', 'Region'),
      onchange: (event) => {
        switchRegion(event.target.value);
        draw();
      },
    },
    ...boot.regions.map(({ rid, name }) =>
      h('option', { value: rid, selected: rid === currentRegion().rid }, name),
    ),
  );

const otherPage = () => ({
  body: h(
    'div',
    { class: cls('card') },
    h('h3', {}, parts.find(([path]) => isIn(path))?.[1] ?? say('概览', 'Overview')),
    h('p', {}, say('这里没有练习内容。', 'There is nothing to practise on this page.')),
    link(
      address('/cvm/image/index', { rid: currentRegion().rid, tab: 'PRIVATE_IMAGE' }),
      '',
      say('转到镜像', 'Go to images'),
    ),
  ),
});

const choosePage = () => {
  if (isIn('/cvm/image/detail')) return detailPage();
  return isIn('/cvm/image') ? listPage() : otherPage();
};

let page = {};

const draw = () => {
  page.end?.();
  page = choosePage();
  const title = page.title ?? parts.find(([path]) => isIn(path))?.[1] ?? say('概览', 'Overview');
  const header = h('div', { class: cls('layout__content-header') }, h('h1', {}, title), regionSelect());
  const content = h('main', {}, header, h('div', { class: cls('layout__content-body') }, page.body));
  document
    .getElementById('container')
    .replaceChildren(topBar(), h('div', { id: 'appArea' }, sideBar(), content));
};

const navigate = () => {
  followAddress();
  draw();
};

if (!new URLSearchParams(location.search).has('cookie')) {
  writeCookie('uin', `o${boot.account}`);
  writeCookie('ownerUin', `O${boot.account}G`);
  writeCookie('appid', boot.appId);
  writeCookie('language', readCookie('language') ?? boot.language);
  followAddress();
  rememberRegion();
}
window.addEventListener('popstate', navigate);
window.addEventListener('practice:navigate', navigate);
navigate();
