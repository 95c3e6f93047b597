import { expect, test } from 'vitest';
import type { Image, KnownHead } from '../domain/image';
import { dueFirst } from './due-first';

const imageOf = (imageId: string): Image => ({
  product: 'tencent-cvm',
  region: 'ap-guangzhou',
  imageId,
  name: imageId,
  owner: '',
  state: 'NORMAL',
  createdAt: '',
  platform: '',
});
const knownOf = (imageId: string, accounts: string[], readAt: number): KnownHead => ({
  profileId: 'p',
  image: imageOf(imageId),
  roster: { size: accounts.length, readAt },
});

test('reads shared images first and leaves out what was read a moment ago', () => {
  const images = ['img-empty', 'img-new', 'img-shared', 'img-fresh'].map(imageOf);
  const known = [
    knownOf('img-empty', [], 1_000),
    knownOf('img-shared', ['100000100001'], 1_000),
    knownOf('img-fresh', ['100000100001'], 95_000),
  ];
  const due = dueFirst(images, known, 100_000);
  expect(due.map(({ imageId }) => imageId)).toEqual(['img-shared', 'img-empty', 'img-new']);
});
