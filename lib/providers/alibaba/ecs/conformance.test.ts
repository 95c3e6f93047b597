import { numbered } from '../../../testing/fake-session';
import { shareProviderSuite } from '../../../testing/share-provider-suite';
import { ecsCodes, isShowable } from '../failures';
import { accountsIn, brokenEnvelopes, pageIn } from '../testing/request';
import { openAlibabaEcs } from './api';
import { alibabaEcs } from './product';

const reply = (fields: object) => JSON.stringify({ ...fields, RequestId: 'request-1' });
const SharedTime = '2026-01-01T00:00:00Z';

shareProviderSuite({
  product: alibabaEcs,
  open: openAlibabaEcs,
  site: 'alibaba',
  image: { product: 'alibaba-ecs', region: 'cn-hangzhou', imageId: 'm-bp100000000000000001' },
  says: {
    caller: (AccountId) => reply({ AccountId, IdentityType: 'RAMUser', UserId: AccountId, Arn: null }),
    images: (imageIds, TotalCount) =>
      reply({
        TotalCount,
        Images: {
          Image: imageIds.map((ImageId) => ({ ImageId, Status: 'Available', ImageOwnerAlias: 'self' })),
        },
      }),
    roster: (accounts) =>
      reply({
        TotalCount: accounts.length,
        Accounts: { Account: accounts.map((AliyunId) => ({ AliyunId, SharedTime })) },
      }),
    rosterWithNumber: (number) =>
      `{"Accounts":{"Account":[{"AliyunId":${number}}]},"TotalCount":1,"RequestId":"request-1"}`,
    emptyRosters: [
      reply({ TotalCount: 0 }),
      reply({ TotalCount: 0, Accounts: null }),
      reply({ TotalCount: 0, Accounts: {} }),
      reply({ TotalCount: 0, Accounts: { Account: [] } }),
      reply({}),
    ],
    changed: reply({}),
    error: (Code, Message) => reply({ HostId: 'ecs.cn-hangzhou.aliyuncs.com', Code, Message }),
    errorMark: (code) => `"Code":"${code}"`,
  },
  pageOf: pageIn,
  accountsOf: accountsIn,
  imageIds: (count) => numbered('m-bp1', count, 17),
  codes: ecsCodes.known,
  hidesMessageOf: (code) => !isShowable(code, ''),
  clockCode: 'InvalidTimeStamp.Expired',
  brokenAnswers: brokenEnvelopes,
});
