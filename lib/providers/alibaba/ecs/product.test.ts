import { describe, expect, it } from 'vitest';
import { alibabaEns } from '../ens/product';
import { alibabaEcs } from './product';

const { accountId, suspiciousAccountId, imageId, policy, limits } = alibabaEcs;

describe('Alibaba Cloud ECS', () => {
  it.each(['1000000000000001', '5000000000000001', '12345678901', '200000000000000101'])(
    'takes %s for an account id',
    (id) => expect(id).toMatch(accountId),
  );

  it.each(['', '123456789', '0123456789012345', '123456789012345678901', '1000000000000001\n', '1e15'])(
    'takes %j for no account id',
    (id) => expect(id).not.toMatch(accountId),
  );

  it('finds an id suspicious that has not the 16 digits of a main account', () => {
    for (const id of ['12345678901', '200000000000000101', '300000000000000101']) {
      expect(id).toMatch(suspiciousAccountId);
    }
    expect('1000000000000001').not.toMatch(suspiciousAccountId);
  });

  it('takes ids as the vendor writes them for image ids, and none of ENS', () => {
    for (const id of ['m-bp1dummy000000000001', 'm-281234567', 'm-uf66yg1q', 'm-5tsdummy000000000001']) {
      expect(id).toMatch(imageId);
      expect(id).not.toMatch(alibabaEns.imageId);
    }
    for (const id of ['m-', 'm-BP1DUMMY000000000001', ' m-281234567', 'i-281234567', 'ubuntu_alibase.vhd']) {
      expect(id).not.toMatch(imageId);
    }
    expect('m-5sdummy00000000000000001').not.toMatch(imageId);
  });

  it('asks for two reads and one write, on images alone', () => {
    expect(JSON.parse(policy).Statement).toEqual([
      {
        Effect: 'Allow',
        Action: ['ecs:DescribeImages', 'ecs:DescribeImageSharePermission', 'ecs:ModifyImageSharePermission'],
        Resource: 'acs:ecs:*:*:image/*',
      },
    ]);
  });

  it('sends no more than the ten that the cloud reads', () => {
    expect(limits.accountsPerCall).toEqual({ share: 10, revoke: 10 });
    expect(limits.accountsPerImage).toBe(50);
    expect(limits.signatureValidMs).toBe(900_000);
  });
});
