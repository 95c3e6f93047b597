import { boot, cls, h, parameter, say } from './dom.js';
import { address, currentImage, currentRegion, currentRoute, go, imageRoute, link, tabs } from './route.js';
import { pagination, table } from './table.js';

const currentTab = () => tabs.find(([end]) => currentRoute().endsWith(`/${end}`)) ?? tabs[0];

const detailEnd = boot.product === 'ecs' ? 'imageDetail' : 'detail';

const states = { Available: say('可用', 'Available'), Creating: say('创建中', 'Creating') };

const idOf = ({ imageId }) =>
  parameter('link') === 'absent'
    ? h('span', { class: 'id' }, imageId)
    : link(imageRoute(`${detailEnd}/${imageId}`), 'id', imageId);

const columns = [
  {
    title: say('镜像 ID / 名称', 'Image ID / Name'),
    render: (image) => [idOf(image), h('p', { title: image.name }, image.name)],
  },
  {
    title: say('状态', 'Status'),
    width: '110',
    render: ({ state }) =>
      h('span', { class: state === 'Available' ? 'state ok' : 'state busy' }, states[state] ?? state),
  },
  { title: say('操作系统', 'Operating System'), render: ({ os }) => os },
  { title: say('大小', 'Size'), width: '90', render: ({ sizeGb }) => `${sizeGb} GiB` },
  {
    title: say('创建时间', 'Created At'),
    width: '180',
    render: ({ createdAt }) => createdAt.replace('T', ' ').replace('Z', ''),
  },
  {
    title: say('操作', 'Actions'),
    width: '220',
    render: (image) => [
      link('/server', cls('btn', 'btn-text'), say('创建实例', 'Create Instance')),
      link(
        imageRoute(`${detailEnd}/${image.imageId}`),
        cls('btn', 'btn-text'),
        say('共享镜像', 'Share Image'),
      ),
    ],
  },
];

const tabBar = (active) =>
  h(
    'div',
    { class: cls('tabs', 'tabs-pure', 'medium') },
    h(
      'ul',
      { role: 'tablist', 'aria-multiselectable': 'false', class: cls('tabs-nav') },
      ...tabs.map((tab) => {
        const [end, , zh, en] = tab;
        return h(
          'li',
          {
            role: 'tab',
            'aria-hidden': 'false',
            'aria-selected': String(tab === active),
            tabindex: tab === active ? '0' : '-1',
            class: `${cls('tabs-tab')}${tab === active ? ' active' : ''}`,
            onclick: () => go(address(imageRoute(end))),
          },
          h('div', { class: cls('tabs-tab-inner') }, say(zh, en)),
        );
      }),
    ),
  );

const searchBox = (onSearch) =>
  h('input', {
    class: cls('input'),
    type: 'search',
    placeholder: say('按镜像 ID 或名称搜索', 'Search by image ID or name'),
    'aria-label': say('搜索', 'Search'),
    oninput: (event) => onSearch(event.target.value.trim().toLowerCase()),
  });

const load = async (type) => {
  const query = new URLSearchParams({ region: currentRegion(), type });
  const reply = await fetch(`/practice/images?${query}`);
  return (await reply.json()).map((image) => ({ ...image, key: image.imageId }));
};

/** The image list: polls, and makes every row anew at each poll. */
export const listPage = () => {
  const tab = currentTab();
  const selected = new Set();
  const body = h('div', { role: 'tabpanel', 'aria-hidden': 'false', class: cls('tabs-tabpane') });
  const chosen = h('span', { class: 'chosen' });
  let view = { page: 1, size: 20 };
  let search = '';
  let images = [];

  const select = (keys, isOn) => {
    for (const key of keys) isOn ? selected.add(key) : selected.delete(key);
    draw();
  };
  const draw = () => {
    const found = images.filter(({ imageId, name }) => `${imageId} ${name}`.toLowerCase().includes(search));
    const shown = found.slice((view.page - 1) * view.size, view.page * view.size);
    const turn = (next) => {
      view = next;
      draw();
    };
    chosen.textContent = selected.size ? say(`已选 ${selected.size} 项`, `${selected.size} selected`) : '';
    body.replaceChildren(table(columns, shown, selected, select), pagination(found.length, view, turn));
  };
  const poll = async () => {
    try {
      images = await load(tab[1]);
      draw();
    } catch {
      // The next poll asks again, as the console's does.
    }
  };
  const bar = h(
    'div',
    { class: 'bar' },
    h(
      'button',
      { type: 'button', class: cls('btn', 'btn-primary'), disabled: true },
      say('导入镜像', 'Import Image'),
    ),
    chosen,
    searchBox((text) => {
      search = text;
      view = { ...view, page: 1 };
      draw();
    }),
  );
  draw();
  poll();
  const timer = setInterval(poll, Number(parameter('poll')) || 2000);
  return {
    body: h('div', {}, parameter('tabs') === 'absent' ? null : tabBar(tab), bar, body),
    end: () => clearInterval(timer),
  };
};

/** One image, named by the route. */
export const detailPage = () => {
  const id = currentImage();
  const body = h('dl', {}, h('dt', {}, say('镜像 ID', 'Image ID')), h('dd', {}, id));
  load('PRIVATE_IMAGE').then((images) => {
    const image = images.find(({ imageId }) => imageId === id);
    for (const [name, value] of Object.entries(image ?? {}))
      if (!['imageId', 'key'].includes(name)) body.append(h('dt', {}, name), h('dd', {}, String(value)));
  });
  return {
    body: h('div', {}, link(imageRoute(tabs[0][0]), 'back', say('返回', 'Back')), body),
    end: () => {},
  };
};
