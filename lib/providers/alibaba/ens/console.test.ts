import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findReader } from '../../../console/watch';
import { alibabaEnsConsole as reader } from './console';

const load = () => {
  const html = readFileSync(join('lib/providers/alibaba/ens/fixtures', 'image-list.html'), 'utf8');
  return new DOMParser().parseFromString(html, 'text/html');
};

const read = (address: string, doc = load(), cookies = '') =>
  reader.read(new URL(address, 'https://ens.console.aliyun.com'), doc, cookies);
const list = '/instance/list#/image/custom';

describe('which pages are image pages', () => {
  test.each([
    ['https://ens.console.aliyun.com/instance/list#/image/custom', true],
    ['https://ens.console.alibabacloud.com/instance/list#/image/building', true],
    ['https://ens.console.alibabacloud.com/?spm=5176.1#/image', true],
    ['https://ens.console.aliyun.com/image', true],
    ['https://ens.console.aliyun.com/image/list#/instance/list', false],
    ['https://ens.console.aliyun.com/#/overview', false],
    ['https://ecs.console.aliyun.com/#/image', false],
  ])('%s: %s', (address, expected) => {
    expect(findReader([reader], new URL(address)) !== undefined).toBe(expected);
  });
});

test('reads the selection from text, another class prefix, and the pane in front alone', () => {
  expect(read(list)).toEqual({
    product: 'alibaba-ens',
    region: '',
    imageIds: ['m-5dummydummydummydummy0001', 'm-5dummydummydummydummy0002'],
    consoleAccount: '1000000000000001',
    gaps: [],
  });
});

test('takes ids of ENS alone, which are longer than those of ECS', () => {
  const doc = load();
  for (const cell of doc.querySelectorAll('td div')) cell.replaceChildren('m-5tsdummy000000000001');
  expect(read(list, doc)).toMatchObject({ imageIds: [], gaps: ['image'] });
});

test('knows no region, and misses none', () => {
  const reading = read(
    '/instance/list/region/cn-hangzhou#/image/custom',
    load(),
    'currentRegionId=cn-beijing',
  );
  expect(reading.region).toBe('');
  expect(reading.gaps).toEqual([]);
});

test('proposes nothing from the image builder', () => {
  expect(read('/instance/list#/image/building').imageIds).toEqual([]);
});

test('takes the image that the hash names', () => {
  const reading = read('/instance/list#/image/detail/m-5dummydummydummydummy0007');
  expect(reading.imageIds).toEqual(['m-5dummydummydummydummy0007']);
});
