import { expect, test } from 'vitest';
import { readAddress } from './address';

test('a framed panel takes nothing but its token from the address', () => {
  expect(readAddress('?job=j1&images=img-6pb6lrmy', '#token-1', true)).toEqual({
    kind: 'framed',
    token: 'token-1',
  });
});

test('a tab reads product, region, images and the keys to begin with', () => {
  const opening = readAddress(
    '?product=tencent-cvm&region=ap-guangzhou&images=img-6pb6lrmy,img-abcd1234&profile=p-2',
    '',
    false,
  );
  expect(opening).toEqual({
    kind: 'proposal',
    proposal: {
      product: 'tencent-cvm',
      region: 'ap-guangzhou',
      imageIds: ['img-6pb6lrmy', 'img-abcd1234'],
      consoleAccount: '',
    },
    profileId: 'p-2',
  });
});

test('what does not match the patterns of the product is left out', () => {
  const opening = readAddress(
    '?product=other&region=<b>&images=img-6pb6lrmy,../x,img-6pb6lrmy&profile=<p>',
    '',
    false,
  );
  expect(opening).toMatchObject({
    proposal: { product: 'tencent-cvm', region: '', imageIds: ['img-6pb6lrmy'] },
    profileId: '',
  });
});

test('a job is opened by its id', () => {
  expect(readAddress('?job=job-1', '', false)).toEqual({ kind: 'job', jobId: 'job-1' });
});
