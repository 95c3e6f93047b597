import { describe, expect, it } from 'vitest';
import { classOf } from '../../domain/failure';
import { accountsNamedIn, ecsCodes, ensCodes, isShowable, kindOfCode } from './failures';

const ecsClass = (code: string) => classOf({ kind: kindOfCode(code, ecsCodes) });
const ensClass = (code: string) => classOf({ kind: kindOfCode(code, ensCodes) });

describe('the code table of ECS', () => {
  it.each([
    [
      'account',
      [
        'InvalidAccount.NotFound',
        'InvalidAccount.Forbbiden',
        'InvalidAccount.Forbidden',
        'InvalidAccount.BrandNew',
        'InvalidImageId.BidMismatch',
      ],
    ],
    ['full', ['QuotaExceed.ShareImageUser', 'QuotaExceed.ShareImage']],
    [
      'image',
      [
        'InvalidImageId.NotFound',
        'IncorrectImageStatus',
        'OperationDenied.InvalidImageStatus',
        'Image.Public',
        'OperationDeined.EncryptedSnapshot',
        'OperationDenied.EncryptedSnapshot',
        'OperationDeined.FullImage',
        'InvalidOperation.ServiceKeyEncryptedImageUnsupported',
        'InvalidParameter.KMSKeyId.CMKUnauthorized',
        'InvalidParameter.KMSKeyId.CMKNotEnabled',
        'AssumeRoleError',
        'ImageName.ContainsSensitiveWords',
        'Brand.New',
      ],
    ],
    ['retry', ['Throttling', 'Throttling.User', 'Throttling.Api', 'Rejected.Throttling', 'FlowThrottling.X']],
    ['lost', ['ServiceUnavailable', 'InternalError', 'SignatureNonceUsed']],
    [
      'job',
      [
        'InvalidAccessKeyId.NotFound',
        'InvalidAccessKeyId.BrandNew',
        'SignatureDoesNotMatch',
        'IncompleteSignature',
        'MissingSecurityToken',
        'InvalidSecurityToken.BrandNew',
        'Forbidden.RAM',
        'Forbidden.BrandNew',
        'Forbbiden',
        'Forbedden.NotSupportRAM',
        'AccessDeniedByPolicy',
        'Forbidden.RiskControl',
        'InvalidTimeStamp.Expired',
        'InvalidTimeStamp.Format',
        'InvalidRegionId.NotFound',
        'MissingParameter',
        'MissingRegionId',
        'InvalidParameter.IsPublic',
        'InvalidParameter.BrandNew',
        'InvalidParamter',
      ],
    ],
  ])('stops the right thing: %s', (stops, codes) => {
    for (const code of codes) expect(ecsClass(code), code).toBe(stops);
  });

  it('tells kinds apart where the next step differs', () => {
    expect(kindOfCode('QuotaExceed.ShareImage', ecsCodes)).toBe('shared-images-full');
    expect(kindOfCode('SignatureNonceUsed', ecsCodes)).toBe('request-repeated');
    expect(kindOfCode('InvalidImageId.BidMismatch', ecsCodes)).toBe('account-other-site');
    expect(kindOfCode('AssumeRoleError', ecsCodes)).toBe('image-role-missing');
  });

  it.each(['constructor', '__proto__.x', ''])('knows nothing of %s', (code) => {
    expect(kindOfCode(code, ecsCodes)).toBe('image-unexpected');
  });
});

describe('the code table of ENS', () => {
  it.each([
    [
      'account',
      [
        'InvalidParameter',
        'InvalidParameter.AddAccounts',
        'InvalidParameter.RemoveAccounts',
        'InvalidParameter.BrandNew',
        'ens.interface.error',
        'CallInterface',
      ],
    ],
    ['image', ['InvalidParameter.ImageId', 'InvalidImageType.NotSupported', 'Brand.New']],
    ['retry', ['Throttling.User']],
    ['lost', ['ServiceUnavailable', 'SignatureNonceUsed']],
    ['job', ['NoPermission', 'Forbidden.RAM', 'MissingParameter', 'SignatureDoesNotMatch']],
  ])('stops the right thing: %s', (stops, codes) => {
    for (const code of codes) expect(ensClass(code), code).toBe(stops);
  });
});

describe('sentences of the vendor', () => {
  it('are shown unless they may repeat what was signed', () => {
    expect(isShowable('InvalidAccount.NotFound', 'The account 1234567890123456 does not exist.')).toBe(true);
    expect(isShowable('SignatureDoesNotMatch', '')).toBe(false);
    expect(isShowable('Other', 'server string to sign is: x')).toBe(false);
  });

  it('name accounts as whole numbers alone, in the order of the call', () => {
    const sent = ['1234567890123456', '123456789012345'];
    expect(accountsNamedIn('[123456789012345,1234567890123456] not found', sent)).toEqual(sent);
    expect(accountsNamedIn('id 12345678901234567', sent)).toEqual([]);
  });
});
