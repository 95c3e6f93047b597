import { address, boot, cls, go, h, link, parameter, say } from './dom.js';
import { currentRegion } from './region.js';
import { pagination, table } from './table.js';

const types = [
  ['PUBLIC_IMAGE', say('公共镜像', 'Public Image')],
  ['PRIVATE_IMAGE', say('自定义镜像', 'Custom Image')],
  ['SHARED_IMAGE', say('共享镜像', 'Shared Image')],
];

const currentType = () => parameter('tab') ?? parameter('imageType') ?? 'PRIVATE_IMAGE';

const states = {
  NORMAL: say('正常', 'Normal'),
  CREATING: say('创建中', 'Creating'),
  SYNCING: say('同步中', 'Syncing'),
};

const stateOf = ({ state }) =>
  h('span', { class: state === 'NORMAL' ? 'state ok' : 'state busy' }, states[state] ?? state);

const detailAddress = ({ imageId }) =>
  address('/cvm/image/detail', { rid: currentRegion().rid, id: imageId });

const instanceLink = () =>
  link(address('/cvm/instance/index'), cls('btn', 'btn--link'), say('创建实例', 'Create Instance'));

const columns = [
  {
    title: say('ID/名称', 'ID/Name'),
    render: (image) => [
      link(detailAddress(image), 'id', image.imageId),
      h('p', { title: image.name }, image.name),
    ],
  },
  { title: say('状态', 'Status'), width: '110', render: stateOf },
  { title: say('操作系统', 'Operating System'), render: ({ os }) => os },
  { title: say('容量', 'Capacity'), width: '90', render: ({ sizeGb }) => `${sizeGb} GB` },
  {
    title: say('创建时间', 'Creation Time'),
    width: '180',
    render: ({ createdAt }) => createdAt.replace('T', ' ').replace('Z', ''),
  },
  {
    title: say('操作', 'Operation'),
    width: '190',
    render: (image) => [
      instanceLink(),
      link(detailAddress(image), cls('btn', 'btn--link'), say('查看', 'View')),
    ],
  },
];

const tabs = (type) =>
  h(
    'div',
    { class: cls('tabs'), role: 'tablist' },
    ...types.map(([id, name]) =>
      h(
        'span',
        { class: cls('tabs__tabitem') },
        h(
          'a',
          {
            class: `${cls('tabs__tab')}${id === type ? ' is-active' : ''}`,
            href: address('/cvm/image/index', { rid: parameter('rid'), tab: id }),
            role: 'tab',
            'aria-selected': String(id === type),
            onclick: (event) => {
              event.preventDefault();
              go(event.currentTarget.href);
            },
          },
          name,
        ),
      ),
    ),
  );

const toolbar = (selected, onSearch) => {
  const button = (text, isOff, kind = 'btn--weak') =>
    h('button', { type: 'button', class: cls('btn', kind), disabled: isOff }, text);
  const some = selected.size > 0;
  return h(
    'div',
    { class: cls('justify-grid') },
    h(
      'div',
      { class: cls('justify-grid__col', 'justify-grid__col--left') },
      button(say('导入镜像', 'Import Image'), true, 'btn--primary'),
      button(say('跨地域复制', 'Cross-region Copy'), true),
      button(say('删除', 'Delete'), true),
      some
        ? h('span', { class: 'chosen' }, say(`已选 ${selected.size} 项`, `${selected.size} selected`))
        : null,
    ),
    h(
      'div',
      { class: cls('justify-grid__col', 'justify-grid__col--right') },
      h('input', {
        class: cls('input', 'search'),
        type: 'search',
        placeholder: say('搜索镜像 ID 或名称', 'Search by image ID or name'),
        'aria-label': say('搜索', 'Search'),
        oninput: (event) => onSearch(event.target.value.trim().toLowerCase()),
      }),
    ),
  );
};

const load = async (type) => {
  const query = new URLSearchParams({ region: currentRegion().id, type });
  const reply = await fetch(`/practice/images?${query}`);
  return (await reply.json()).map((image) => ({ ...image, key: image.imageId }));
};

/** The image list: polls, and makes every row anew at each poll. */
export const listPage = () => {
  const type = currentType();
  const selected = new Set();
  const body = h('div', { class: cls('card', 'card--table') });
  const bar = h('div', {});
  let view = { page: 1, size: 20 };
  let search = '';
  let images = [];

  const select = (keys, isOn) => {
    for (const key of keys) isOn ? selected.add(key) : selected.delete(key);
    draw();
  };
  const drawBar = () => {
    const left = bar.querySelector('[class*="__col--left"]');
    const next = toolbar(selected, (text) => {
      search = text;
      view = { ...view, page: 1 };
      draw();
    });
    // The search box stays while it is typed in.
    if (left) left.replaceWith(next.firstChild);
    else bar.replaceChildren(next);
  };
  const draw = () => {
    const found = images.filter(({ imageId, name }) => `${imageId} ${name}`.toLowerCase().includes(search));
    const shown = found.slice((view.page - 1) * view.size, view.page * view.size);
    const turn = (next) => {
      view = next;
      draw();
    };
    drawBar();
    body.replaceChildren(table(columns, shown, selected, select), pagination(found.length, view, turn));
  };
  const poll = async () => {
    try {
      images = await load(type);
      draw();
    } catch {
      // The next poll asks again, as the console's does.
    }
  };
  draw();
  poll();
  const timer = setInterval(poll, Number(parameter('poll')) || 2000);
  return {
    title: say('镜像', 'Images'),
    body: h('div', { 'data-account': boot.account }, tabs(type), bar, body),
    end: () => clearInterval(timer),
  };
};
