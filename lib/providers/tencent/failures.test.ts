import { describe, expect, it } from 'vitest';
import { classOf } from '../../domain/failure';
import { accountsNamedIn, kindOfCode, knownCodes } from './failures';

const classOfCode = (code: string) => classOf({ kind: kindOfCode(code) });

describe('the code table', () => {
  it('takes the exact code before its family', () => {
    expect(kindOfCode('UnauthorizedOperation.ImageNotBelongToAccount')).toBe('image-not-owned');
    expect(kindOfCode('AuthFailure.SignatureExpire')).toBe('clock-off');
    expect(kindOfCode('RequestLimitExceeded.IPLimitExceeded')).toBe('throttled');
  });

  it.each([
    ['AuthFailure.BrandNew', 'not-permitted'],
    ['UnauthorizedOperation.BrandNew', 'not-permitted'],
    ['RequestLimitExceeded.BrandNew', 'throttled'],
    ['InternalError.BrandNew', 'unavailable'],
    ['FailedOperation.BrandNew', 'image-unexpected'],
    ['BrandNew', 'image-unexpected'],
    ['constructor', 'image-unexpected'],
    ['__proto__.x', 'image-unexpected'],
    ['', 'image-unexpected'],
  ])('reads the unknown code %s by its family as %s', (code, kind) => {
    expect(kindOfCode(code)).toBe(kind);
  });

  it('lists no code twice', () => {
    expect(knownCodes.size).toBe(new Set(knownCodes.keys()).size);
    expect(knownCodes.size).toBeGreaterThan(70);
  });

  it.each([
    [
      'account',
      ['InvalidAccountId.NotFound', 'FailedOperation.NotMasterAccount', 'InvalidAccountIs.YourSelf'],
    ],
    ['batch', ['InvalidParameterValue.LimitExceeded']],
    ['full', ['OverQuota']],
    ['image', ['InvalidImageId.NotFound', 'FailedOperation.BYOLImageShareFailed']],
    ['retry', ['RequestLimitExceeded', 'MutexOperation.TaskRunning', 'ResourceInUse']],
    ['lost', ['InternalError', 'FailedOperation', 'ServiceUnavailable']],
    ['job', ['AuthFailure.SecretIdNotFound', 'IpInBlacklist', 'UnsupportedRegion', 'InvalidAction']],
  ])('stops the right thing: %s', (stops, codes) => {
    for (const code of codes) expect(classOfCode(code), code).toBe(stops);
  });
});

describe('accounts named in a message', () => {
  const sent = ['100000000001', '1000000000', '200000000002'];

  it('are those that stand there as whole numbers, in the order of the call', () => {
    expect(accountsNamedIn('accounts [200000000002, 100000000001] do not exist', sent)).toEqual([
      '100000000001',
      '200000000002',
    ]);
    expect(accountsNamedIn('账号100000000001不存在。', sent)).toEqual(['100000000001']);
  });

  it('are none for parts of longer numbers, other numbers, or no message', () => {
    expect(accountsNamedIn('id 10000000000123', sent)).toEqual([]);
    expect(accountsNamedIn('limit 50', sent)).toEqual([]);
    expect(accountsNamedIn('', sent)).toEqual([]);
  });
});
