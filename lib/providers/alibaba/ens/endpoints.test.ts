import { describe, expect, it } from 'vitest';
import { apis, ensHost } from './endpoints';

describe('endpoints of ENS', () => {
  it('are the one for every region, and the one in Singapore', () => {
    expect(ensHost('')).toBe('ens.aliyuncs.com');
    expect(ensHost('ap-southeast-1')).toBe('ens.ap-southeast-1.aliyuncs.com');
    expect(ensHost('cn-hangzhou')).toBeUndefined();
  });

  it('take no region as a parameter, and write at most twice a second', () => {
    for (const { parameters } of Object.values(apis)) expect(parameters).not.toContain('RegionId');
    expect(apis.modifyRoster.perSecond).toBe(2);
  });
});
