import type { SignedRequest } from '../../../domain/provider';
import { numbered } from '../../../testing/fake-session';
import { shareProviderSuite } from '../../../testing/share-provider-suite';
import { knownCodes } from '../failures';
import { openTencentCvm } from './api';
import { tencentCvm } from './product';

const reply = (fields: object) => JSON.stringify({ Response: { ...fields, RequestId: 'request-1' } });
const since = '2026-01-01T00:00:00Z';

// A request's body is JSON of our own making.
const bodyOf = (request: SignedRequest) =>
  JSON.parse(request.body) as { Offset?: number; Limit?: number; AccountIds?: string[] };

shareProviderSuite({
  product: tencentCvm,
  open: openTencentCvm,
  site: 'tencent',
  image: { product: 'tencent-cvm', region: 'ap-guangzhou', imageId: 'img-00000001' },
  says: {
    caller: (account) => reply({ AccountId: account, Arn: null, UserId: account, Type: 'CAMUser' }),
    images: (imageIds, total) =>
      reply({
        TotalCount: total,
        ImageSet: imageIds.map((ImageId) => ({ ImageId, ImageType: 'PRIVATE_IMAGE', ImageState: 'NORMAL' })),
      }),
    roster: (accounts) =>
      reply({ SharePermissionSet: accounts.map((AccountId) => ({ AccountId, CreatedTime: since })) }),
    rosterWithNumber: (number) =>
      `{"Response":{"SharePermissionSet":[{"AccountId":${number}}],"RequestId":"request-1"}}`,
    emptyRosters: [reply({}), reply({ SharePermissionSet: null }), reply({ SharePermissionSet: [] })],
    changed: reply({}),
    error: (Code, Message) => reply({ Error: { Code, Message } }),
    errorMark: (code) => `"Error":{"Code":"${code}"`,
  },
  pageOf: (request) => ({ offset: bodyOf(request).Offset ?? 0, limit: bodyOf(request).Limit ?? 20 }),
  accountsOf: (request) => bodyOf(request).AccountIds ?? [],
  imageIds: (count) => numbered('img-', count),
  codes: knownCodes,
  clockCode: 'AuthFailure.SignatureExpire',
  brokenAnswers: [
    '{"Response":',
    '{"Response":null}',
    '{"Response":[]}',
    '{"Response":"RequestId"}',
    '{"Response":{}}',
    '{"Response":{"RequestId":7}}',
    '{"Response":{"RequestId":""}}',
    '{"Response":{"RequestId":null}}',
    '{"Response":{"RequestId":"r","Error":"no"}}',
    '{"Response":{"RequestId":"r","Error":{}}}',
    '{"Response":{"RequestId":"r","Error":{"Code":5}}}',
    '{"Response":{"RequestId":"r","Error":[]}}',
    '{"Response":{"RequestId":"r","Error":false}}',
    '{"__proto__":{"Response":{"RequestId":"r"}}}',
    '{"Response":{"__proto__":{"RequestId":"r"}}}',
    '{"code":4000,"message":"old","codeDesc":"InvalidParameter"}',
  ],
});
