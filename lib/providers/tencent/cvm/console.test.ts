import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findReader } from '../../../console/watch';
import { tencentCvmConsole as reader } from './console';

const load = (name: string) => {
  const html = readFileSync(join('lib/providers/tencent/cvm/fixtures', name), 'utf8');
  return new DOMParser().parseFromString(html, 'text/html');
};

const home = 'https://console.cloud.tencent.com/cvm/image';
const cookies = 'uin=o100000000002; ownerUin=O100000000001G; appid=1250000001; regionId=8; language=zh';
const read = (address: string, doc = load('image-list.html'), jar = cookies) =>
  reader.read(new URL(address, `${home}/`), doc, jar);

describe('which pages are image pages', () => {
  test.each([
    ['https://console.cloud.tencent.com/cvm/image', true],
    ['https://console.tencentcloud.com/cvm/image/index?rid=1', true],
    ['https://console.intl.cloud.tencent.com/cvm/image/detail/1/PRIVATE_IMAGE/img-6pb6lrmy', true],
    ['https://console.cloud.tencent.com/cvm/images', false],
    ['https://console.cloud.tencent.com/cvm/instance/index', false],
    ['https://console.cloud.tencent.com.evil.example/cvm/image', false],
  ])('%s: %s', (address, expected) => {
    expect(findReader([reader], new URL(address)) !== undefined).toBe(expected);
  });
});

describe('the selection', () => {
  test('reads the checked rows and not "select all"', () => {
    const reading = read('index?rid=1&tab=PRIVATE_IMAGE');
    expect(reading.imageIds).toEqual(['img-6pb6lrmy', 'img-9z8y7x6w']);
  });

  test('finds ids in links when the class prefix differs and rows carry no key', () => {
    const reading = read('index?rid=1&tab=PRIVATE_IMAGE', load('image-list-other-prefix.html'));
    expect(reading.imageIds).toEqual(['img-6pb6lrmy', 'img-9z8y7x6w']);
  });

  test('finds ids in the text of rows when nothing else tells', () => {
    const reading = read('index?tab=PRIVATE_IMAGE', load('image-list-text-only.html'));
    expect(reading.imageIds).toEqual(['img-6pb6lrmy', 'img-9z8y7x6w']);
  });

  test('says that a checked row has no readable image', () => {
    const doc = load('image-list.html');
    for (const row of doc.querySelectorAll('tbody tr')) {
      row.querySelector('label')?.setAttribute('name', 'row-1');
      for (const cell of [...row.children].slice(1)) cell.remove();
    }
    const reading = read('index?rid=1&tab=PRIVATE_IMAGE', doc);
    expect(reading.imageIds).toEqual([]);
    expect(reading.gaps).toContain('image');
  });

  test('proposes nothing from public and shared images', () => {
    expect(read('index?rid=1&tab=PUBLIC_IMAGE').imageIds).toEqual([]);
    expect(read('index?rid=1&tab=SHARED_IMAGE').imageIds).toEqual([]);
    expect(read('?rid=1&imageType=PUBLIC_IMAGE').imageIds).toEqual([]);
  });

  test('trusts `tab` where `imageType` contradicts it', () => {
    expect(read('index?rid=1&tab=PRIVATE_IMAGE&imageType=PUBLIC_IMAGE').imageIds).toHaveLength(2);
  });

  test('asks the active tab when the address names none', () => {
    expect(read('index?rid=1').gaps).toEqual(['region-differs']);
    expect(read('index?rid=1').imageIds).toHaveLength(2);
    expect(read('index?rid=1', load('image-list-text-only.html')).imageIds).toEqual([]);
  });

  test('proposes the selection and says so when nothing tells the tab', () => {
    const doc = load('image-list.html');
    doc.querySelector('.is-active')?.remove();
    expect(read('index?rid=1', doc)).toMatchObject({ imageIds: { length: 2 } });
    expect(read('index?rid=1', doc).gaps).toContain('tab');
  });
});

describe('a detail page', () => {
  const blank = () => new DOMParser().parseFromString('<body></body>', 'text/html');

  test('names its image in both forms of the address', () => {
    expect(read('detail?rid=16&id=img-6pb6lrmy', blank())).toMatchObject({
      imageIds: ['img-6pb6lrmy'],
      region: '16',
    });
    expect(read('detail/4/PRIVATE_IMAGE/img-6pb6lrmy', blank())).toMatchObject({
      imageIds: ['img-6pb6lrmy'],
      region: '4',
    });
  });

  test('of a public image proposes nothing', () => {
    expect(read('detail/4/PUBLIC_IMAGE/img-6pb6lrmy', blank()).imageIds).toEqual([]);
  });

  test('with a broken id proposes nothing and says so', () => {
    const reading = read('detail?rid=1&id=img-6PB', blank());
    expect(reading.imageIds).toEqual([]);
    expect(reading.gaps).toContain('image');
  });
});

describe('the region, as the number that the console gives it', () => {
  test.each([
    ['index?rid=101', '101'],
    ['index?rid=8', '8'],
    ['index', '8'],
  ])('of %s is %s', (address, region) => {
    expect(read(address).region).toBe(region);
  });

  test('is empty, never Guangzhou, when nothing tells it', () => {
    const reading = read('index', load('image-list.html'), '');
    expect(reading.region).toBe('');
    expect(reading.gaps).toContain('region');
  });

  test('is empty when the address has no number', () => {
    expect(read('index?rid=9999').region).toBe('');
    expect(read('index?rid=__proto__').region).toBe('');
  });

  test('falls back to what the console kept for the logged-in user', () => {
    window.localStorage.setItem('100000000002_regionId', '33');
    expect(read('index', document, 'uin=o100000000002').region).toBe('33');
    window.localStorage.clear();
  });

  test('follows the address and says so when the cookie differs', () => {
    expect(read('index?rid=4').region).toBe('4');
    expect(read('index?rid=4').gaps).toContain('region-differs');
  });
});

describe('the console account', () => {
  test('is the root account, without letters and leading zeros', () => {
    expect(read('index').consoleAccount).toBe('100000000001');
    expect(read('index', document, 'ownerUin=o0100000000001').consoleAccount).toBe('100000000001');
  });

  test('is empty when only a sub-user is known', () => {
    const reading = read('index', document, 'uin=o100000000002; skey=secret');
    expect(reading.consoleAccount).toBe('');
    expect(reading.gaps).toContain('account');
  });
});

test('a page that hides the document’s own methods is a gap, not a crash', () => {
  const doc = load('image-list.html');
  Object.defineProperty(doc, 'querySelectorAll', { value: doc.body });
  expect(read('index?rid=1&tab=PRIVATE_IMAGE', doc)).toMatchObject({ imageIds: [], region: '1' });
  expect(read('index?rid=1&tab=PRIVATE_IMAGE', doc).gaps).toContain('page');
});
