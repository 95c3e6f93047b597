import { describe, expect, it } from 'vitest';
import { hasRegions } from '../../../domain/product';
import { alibabaEns } from './product';

const { imageId, policy, limits } = alibabaEns;

describe('Alibaba Cloud ENS', () => {
  it('has no regions', () => expect(hasRegions(alibabaEns)).toBe(false));

  it('takes ids as the vendor writes them for image ids', () => {
    expect('m-5sdummy00000000000000001').toMatch(imageId);
    for (const id of ['m-5sDUMMY00000000000000001', 'm-5sdummy00000000000000001\n', 'centos_6_alibase']) {
      expect(id).not.toMatch(imageId);
    }
  });

  it('asks for two reads and one write, whose region may be written either way', () => {
    const [write, reads, ...others] = JSON.parse(policy).Statement;
    expect(write).toEqual({
      Effect: 'Allow',
      Action: ['ens:ModifyImageSharePermission'],
      Resource: ['acs:ens::*:image/*', 'acs:ens:*:*:image/*'],
    });
    expect(reads.Action).toEqual(['ens:DescribeSelfImages', 'ens:DescribeImageSharePermission']);
    expect(others).toEqual([]);
  });

  it('shares by tens and revokes one account a call', () => {
    expect(limits.accountsPerCall).toEqual({ share: 10, revoke: 1 });
    expect(limits.signatureValidMs).toBe(900_000);
  });
});
