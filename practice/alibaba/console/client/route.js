import { boot, h } from './dom.js';

const isEcs = boot.product === 'ecs';

/** Tabs of the image page: end of the route, type of image, its names. */
export const tabs = isEcs
  ? [
      ['imageList', 'PRIVATE_IMAGE', '自定义镜像', 'Custom Images'],
      ['systemImageList', 'PUBLIC_IMAGE', '公共镜像', 'Public Images'],
      ['shareImageList', 'SHARED_IMAGE', '共享镜像', 'Shared Images'],
    ]
  : [
      ['custom', 'PRIVATE_IMAGE', '自定义镜像', 'Custom Images'],
      ['building', 'SHARED_IMAGE', '镜像构建', 'Image Builder'],
      ['public', 'PUBLIC_IMAGE', '公共镜像', 'Public Images'],
    ];

/** The route: the hash when it is one, else the path, as both consoles did one after the other. */
export const currentRoute = () => {
  const inHash = location.hash.replace(/^#!?/, '').replace(/\?.*/, '');
  return inHash.length > 1 ? inHash : location.pathname;
};

const readCookie = (name) =>
  document.cookie
    .split(/;\s*/)
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);

const known = (id) => boot.regions.some((region) => region.id === id);

/** Region of the route, then of the path, then the one used last; empty where the product has none. */
export const currentRegion = () => {
  if (!isEcs) return '';
  const named = [currentRoute(), location.pathname].map((text) => /\/region\/([a-z0-9-]+)/.exec(text)?.[1]);
  return [...named, readCookie('currentRegionId')].find(known) ?? 'cn-hangzhou';
};

export const rememberRegion = () => {
  if (!isEcs || new URLSearchParams(location.search).get('cookie') === 'none') return;
  // biome-ignore lint/suspicious/noDocumentCookie: Firefox ESR has no cookieStore, and consoles of the vendor do this
  document.cookie = `currentRegionId=${currentRegion()}; path=/; secure; max-age=86400`;
};

export const isImagePage = () => /^\/image(\/|$)/.test(currentRoute());

/** The image a detail page is about. */
export const currentImage = () => /\/(?:imageDetail|detail)\/([^/?]+)/.exec(currentRoute())?.[1];

const isByHash = () => !isEcs || location.hash.length > 2;

/** An address inside the console, in the style of the present one, that keeps the variant being played. */
export const address = (route) =>
  isByHash() ? `${location.pathname}${location.search}#${route}` : `${route}${location.search}`;

/** Route of a page about images, in the region asked for. */
export const imageRoute = (end, region = currentRegion()) =>
  isEcs ? `/image/region/${region}/${end}` : `/image/${end}`;

/** Goes to another page of the application without loading it. */
export const go = (to) => {
  history.pushState(null, '', to);
  window.dispatchEvent(new Event('practice:navigate'));
};

/** A link inside the application. */
export const link = (route, className, ...children) =>
  h(
    'a',
    {
      href: address(route),
      class: className,
      onclick: (event) => {
        if (event.metaKey || event.ctrlKey || event.button !== 0) return;
        event.preventDefault();
        go(address(route));
      },
    },
    ...children,
  );
