import { describe, expect, it } from 'vitest';
import { tencentCvm } from './product';

const { accountId, suspiciousAccountId, imageId, policy, limits } = tencentCvm;

describe('Tencent CVM', () => {
  it.each(['10384', '1038493875', '101104350000', '200000000001', '12345678901234567890'])(
    'takes %s for an account id',
    (id) => expect(id).toMatch(accountId),
  );

  it.each([
    '',
    '1234',
    '012345678',
    '123456789012345678901',
    '１００００００００００１',
    '10000000000a',
    '1e11',
    '-12345',
  ])('takes %s for no account id', (id) => expect(id).not.toMatch(accountId));

  it.each(['1250000000', '1399999999', '12345', '1234567890123'])('finds %s suspicious', (id) => {
    expect(id).toMatch(suspiciousAccountId);
    expect(id).toMatch(accountId);
  });

  it.each(['1240000000', '1400000000', '1038493875', '100000000001', '12345678'])('finds %s usual', (id) =>
    expect(id).not.toMatch(suspiciousAccountId),
  );

  it('takes ids as the vendor writes them for image ids, and nothing around them', () => {
    expect('img-6pb6lrmy').toMatch(imageId);
    for (const id of ['img-6PB6LRMY', 'img-', 'img-6pb6lrmy\n', ' img-6pb6lrmy', 'ins-6pb6lrmy']) {
      expect(id).not.toMatch(imageId);
    }
  });

  it('asks for three reads and one write, and for no more', () => {
    const { statement } = JSON.parse(policy);
    expect(statement).toHaveLength(1);
    expect(statement[0].action).toEqual([
      'cvm:DescribeImages',
      'cvm:DescribeImageSharePermission',
      'cvm:ModifyImageSharePermission',
      'cvm:DescribeRegions',
    ]);
  });

  it('keeps calls within the limits of an image', () => {
    expect(limits.accountsPerCall).toEqual({ share: 50, revoke: 50 });
    expect(limits.accountsPerImage).toBe(500);
    expect(limits.signatureValidMs).toBe(300_000);
  });
});
