import { address, cls, h, link, parameter, say } from './dom.js';
import { currentRegion } from './region.js';

const currentId = () => parameter('id') ?? location.pathname.split('/').at(-1) ?? '';

const names = {
  imageId: say('镜像 ID', 'Image ID'),
  name: say('镜像名称', 'Image Name'),
  type: say('镜像类型', 'Image Type'),
  state: say('状态', 'Status'),
  os: say('操作系统', 'Operating System'),
  sizeGb: say('容量 (GB)', 'Capacity (GB)'),
  createdAt: say('创建时间', 'Creation Time'),
};

const listOf = (image) =>
  h(
    'dl',
    { class: cls('form') },
    ...Object.entries(names).flatMap(([field, name]) => [
      h('dt', {}, name),
      h('dd', {}, String(image[field] ?? '-')),
    ]),
  );

/** One image, by either form of its address. */
export const detailPage = () => {
  const id = currentId();
  const body = h('div', { class: cls('card') }, say('加载中…', 'Loading…'));
  const back = link(
    address('/cvm/image/index', { rid: currentRegion().rid, tab: 'PRIVATE_IMAGE' }),
    'back',
    say('返回镜像列表', 'Back to images'),
  );
  const load = async () => {
    const image = await (await fetch(`/practice/image?${new URLSearchParams({ id })}`)).json();
    body.replaceChildren(image ? listOf(image) : say('找不到该镜像。', 'There is no such image.'));
  };
  load().catch(() => body.replaceChildren(say('加载失败。', 'Loading failed.')));
  return { title: id, body: h('div', {}, back, body) };
};
