import { describe, expect, it } from 'vitest';
import { readEnvelope } from './envelope';
import { ecsCodes, ensCodes } from './failures';

const error = (fields: object, status = 403, book = ecsCodes) =>
  readEnvelope({ status, text: JSON.stringify(fields) }, book);

describe('the envelope of Alibaba Cloud', () => {
  it('reads an error by its code, whatever the status', () => {
    for (const status of [200, 400, 403, 404, 500, 503]) {
      expect(error({ Code: 'QuotaExceed.ShareImageUser', Message: 'full', RequestId: 'r' }, status)).toEqual({
        ok: false,
        failure: { kind: 'roster-full', code: 'QuotaExceed.ShareImageUser', message: 'full', requestId: 'r' },
      });
    }
  });

  it('reads an error in XML', () => {
    const text =
      '<?xml version="1.0" encoding="UTF-8"?>\n<Error><RequestId>r</RequestId><HostId>h</HostId>' +
      '<Code>Forbidden.RAM</Code><Message>no right</Message></Error>';
    expect(readEnvelope({ status: 403, text }, ecsCodes)).toEqual({
      ok: false,
      failure: { kind: 'not-permitted', code: 'Forbidden.RAM', message: 'no right', requestId: 'r' },
    });
  });

  it('reads keys in lower case', () => {
    expect(error({ code: 'Throttling.User', message: 'slow', requestId: 'r' }, 400)).toMatchObject({
      failure: { kind: 'throttled', message: 'slow', requestId: 'r' },
    });
  });

  it('names the right that a refused user lacks', () => {
    const AccessDeniedDetail = { AuthAction: 'ecs:ModifyImageSharePermission', NoPermissionType: 'x' };
    const told = error({ Code: 'Forbidden.RAM', Message: 'No right.', RequestId: 'r', AccessDeniedDetail });
    expect(told).toMatchObject({ failure: { message: 'No right. (ecs:ModifyImageSharePermission)' } });
    const odd = { AuthAction: '<img src=x>' };
    expect(error({ Code: 'Forbidden.RAM', Message: 'No.', AccessDeniedDetail: odd })).toMatchObject({
      failure: { message: 'No.' },
    });
  });

  it.each([
    ['SignatureDoesNotMatch', 'server string to sign is:POST /?AccessKeyId=EXAMPLE'],
    ['IncompleteSignature', 'The request signature EXAMPLE does not conform'],
    ['InvalidParameter', 'StringToSign: ACS3-HMAC-SHA256 EXAMPLE'],
  ])('never keeps a sentence that may repeat what was signed: %s', (Code, Message) => {
    for (const text of [
      JSON.stringify({ Code, Message, RequestId: 'r' }),
      `<Error><Code>${Code}</Code><Message>${Message}</Message><RequestId>r</RequestId></Error>`,
    ]) {
      const told = readEnvelope({ status: 400, text }, ecsCodes);
      expect(JSON.stringify(told)).not.toContain('EXAMPLE');
      expect(told).toMatchObject({ ok: false, failure: { code: Code, requestId: 'r' } });
    }
  });

  it('takes the status of an error whose code nobody knows', () => {
    expect(error({ Code: 'Brand.New' }, 503)).toMatchObject({ failure: { kind: 'unavailable' } });
    expect(error({ Code: 'Brand.New' }, 429)).toMatchObject({ failure: { kind: 'throttled' } });
    expect(error({ Code: 'Brand.New' }, 400)).toMatchObject({ failure: { kind: 'image-unexpected' } });
  });

  it('takes the number 0 for a success and no other number', () => {
    expect(error({ Code: 0, RequestId: 'r' }, 200, ensCodes).ok).toBe(true);
    expect(error({ Code: '200', RequestId: 'r' }, 200, ensCodes).ok).toBe(true);
    for (const Code of [1, -1, 500, '1', true]) {
      expect(error({ Code, RequestId: 'r' }, 200, ensCodes)).toMatchObject({
        ok: false,
        failure: { kind: 'unexpected-reply' },
      });
    }
  });

  it('takes a success for one with status 200 alone', () => {
    expect(error({ RequestId: 'r' }, 200).ok).toBe(true);
    for (const status of [0, 201, 302, 403, 500]) expect(error({ RequestId: 'r' }, status).ok).toBe(false);
  });
});
