import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findReader } from '../../../console/watch';
import { alibabaEcsConsole as reader } from './console';

const load = () => {
  const html = readFileSync(join('lib/providers/alibaba/ecs/fixtures', 'image-list.html'), 'utf8');
  return new DOMParser().parseFromString(html, 'text/html');
};

const blank = () => new DOMParser().parseFromString('<body></body>', 'text/html');
const home = 'https://ecs.console.aliyun.com';
const list = '/image/region/cn-hangzhou/imageList';
const read = (address: string, doc = load(), cookies = '') =>
  reader.read(new URL(address, home), doc, cookies);
const selected = ['m-bp1dummy000000000001', 'm-bp1dummy000000000003'];

describe('which pages are image pages', () => {
  test.each([
    ['https://ecs.console.aliyun.com/image', true],
    ['https://ecs.console.aliyun.com/image/region/cn-hangzhou#/', true],
    ['https://ecs.console.alibabacloud.com/image/region/ap-southeast-1/imageList', true],
    ['https://ecs.console.aliyun.com/#/image/region/cn-beijing/imageList', true],
    ['https://ecs.console.aliyun.com/?spm=5176.1#/image/region/cn-beijing', true],
    ['https://ecs.console.aliyun.com/server/region/cn-hangzhou#/image/region/cn-hangzhou', true],
    ['https://ecs.console.aliyun.com/image/region/cn-hangzhou#/server/region/cn-hangzhou', false],
    ['https://ecs.console.aliyun.com/server/region/cn-hangzhou#/', false],
    ['https://ecs.console.aliyun.com/imageCatalog/region/cn-hangzhou', false],
    ['https://ecs.console.aliyun.com.evil.example/image', false],
    ['https://ens.console.aliyun.com/image', false],
  ])('%s: %s', (address, expected) => {
    expect(findReader([reader], new URL(address)) !== undefined).toBe(expected);
  });
});

describe('the selection', () => {
  test('reads the checked rows and not "select all"', () => {
    expect(read(list)).toMatchObject({ imageIds: selected, gaps: [] });
  });

  test('goes by aria-checked where it stands', () => {
    const doc = load();
    for (const box of doc.querySelectorAll('tbody input')) box.toggleAttribute('checked', true);
    expect(read(list, doc).imageIds).toEqual(selected);
    for (const box of doc.querySelectorAll('tbody input')) box.removeAttribute('aria-checked');
    expect(read(list, doc).imageIds).toHaveLength(4);
  });

  test('finds ids in the text when rows have no links, whatever name stands below', () => {
    const doc = load();
    for (const link of doc.querySelectorAll('td a')) link.replaceWith(link.textContent);
    expect(read(list, doc).imageIds).toEqual(selected);
  });

  test('finds ids of the older, shorter form', () => {
    const doc = load();
    for (const link of doc.querySelectorAll('tr.selected a')) {
      link.closest('div')?.replaceChildren('m-282dzntc7', doc.createElement('p'));
    }
    expect(read(list, doc).imageIds).toEqual(['m-282dzntc7']);
  });

  test('says that a checked row has no readable image', () => {
    const doc = load();
    for (const row of doc.querySelectorAll('tbody tr')) row.children[1]?.replaceChildren('生产 m-production');
    expect(read(list, doc)).toMatchObject({ imageIds: [], gaps: ['image'] });
  });

  test('leaves out tables of dialogs and of tabs behind', () => {
    const doc = load();
    const pane = doc.querySelector('[role="tabpanel"]');
    pane?.setAttribute('aria-hidden', 'true');
    expect(read(list, doc).imageIds).toEqual([]);
    pane?.setAttribute('role', 'dialog');
    expect(read(list, doc).imageIds).toEqual([]);
  });

  test('proposes nothing from public images', () => {
    expect(read('/image/region/cn-hangzhou/systemImageList').imageIds).toEqual([]);
  });

  test('asks the active tab when the route says nothing', () => {
    const doc = load();
    expect(read('/image/region/cn-hangzhou', doc)).toMatchObject({ imageIds: selected, gaps: [] });
    const name = doc.querySelector('[aria-selected="true"] div');
    name?.replaceChildren('共享镜像');
    expect(read('/image/region/cn-hangzhou', doc).imageIds).toEqual([]);
    name?.replaceChildren('?');
    expect(read('/image/region/cn-hangzhou', doc)).toMatchObject({ imageIds: selected, gaps: ['tab'] });
  });

  test('takes the image that the route names', () => {
    const route = '/image/region/cn-hangzhou/imageDetail/m-bp1dummy000000000009';
    expect(read(route, blank()).imageIds).toEqual(['m-bp1dummy000000000009']);
    expect(read(`/#${route}?tab=1`, blank())).toMatchObject({
      imageIds: ['m-bp1dummy000000000009'],
      region: 'cn-hangzhou',
    });
  });
});

describe('the region', () => {
  test.each([
    [list, 'cn-hangzhou'],
    ['/image/region/cn-north-2-gov-1#/', 'cn-north-2-gov-1'],
    ['/#/image/region/ap-southeast-1/imageList', 'ap-southeast-1'],
    ['/image/region/cn-wuhan-lr?x=1', 'cn-wuhan-lr'],
    ['/server/region/cn-shanghai#/image/', 'cn-shanghai'],
  ])('of %s is %s', (address, region) => {
    expect(read(address)).toMatchObject({ region });
    expect(read(address).gaps).not.toContain('region-differs');
  });

  test('follows the route and says so when a left-over path names another', () => {
    const reading = read('/server/region/cn-shanghai#/image/region/cn-beijing/imageList');
    expect(reading).toMatchObject({ region: 'cn-beijing', gaps: ['region-differs'] });
  });

  test('is the one used last when the address has none', () => {
    expect(read('/image', load(), 'a=1; currentRegionId=cn-qingdao').region).toBe('cn-qingdao');
    expect(read('/image', load(), 'currentRegionId=../x').region).toBe('cn-hangzhou');
  });

  test('is that of the page’s links as long as they agree, and empty when nothing tells it', () => {
    const doc = load();
    expect(read('/image/region/', doc).region).toBe('cn-hangzhou');
    doc.querySelector('nav a')?.setAttribute('href', '/server/region/cn-beijing');
    expect(read('/image/region/', doc)).toMatchObject({ region: '', gaps: ['region'] });
  });
});

describe('the console account', () => {
  test('is the main account, not the sub-user, and nothing else of the page’s settings is taken', () => {
    const reading = read(list);
    expect(reading.consoleAccount).toBe('1000000000000001');
    expect(JSON.stringify(reading)).not.toContain('SEC-TOKEN');
  });

  test('is that of the cookie when the page’s settings lack it', () => {
    const cookies = 'login_current_pk=200000000000000101; login_aliyunid_pk=1000000000000001';
    expect(read(list, blank(), cookies).consoleAccount).toBe('1000000000000001');
  });

  test('is empty when only a sub-user is known', () => {
    const reading = read(list, blank(), 'login_current_pk=200000000000000101');
    expect(reading).toMatchObject({ consoleAccount: '', gaps: ['account'] });
  });
});

test('a page that hides the document’s own methods is a gap, not a crash', () => {
  const doc = load();
  Object.defineProperty(doc, 'querySelectorAll', { value: doc.body });
  expect(read(list, doc)).toMatchObject({ imageIds: [] });
  expect(read(list, doc).gaps).toContain('page');
});
