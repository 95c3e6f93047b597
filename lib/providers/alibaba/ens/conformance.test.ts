import { numbered } from '../../../testing/fake-session';
import { shareProviderSuite } from '../../../testing/share-provider-suite';
import { ensCodes, isShowable } from '../failures';
import { accountsIn, brokenEnvelopes, pageIn } from '../testing/request';
import { openAlibabaEns } from './api';
import { alibabaEns } from './product';

const reply = (fields: object) => JSON.stringify({ ...fields, RequestId: 'request-1' });

shareProviderSuite({
  product: alibabaEns,
  open: openAlibabaEns,
  site: 'alibaba',
  image: { product: 'alibaba-ens', region: '', imageId: 'm-5s000000000000000000000001' },
  says: {
    caller: (AccountId) => reply({ AccountId, IdentityType: 'RAMUser', UserId: AccountId, Arn: null }),
    images: (imageIds, total) =>
      reply({
        Code: 0,
        TotalCount: String(total),
        Images: {
          Image: imageIds.map((ImageId) => ({ ImageId, Status: 'Available', ImageOwnerAlias: 'self' })),
        },
      }),
    roster: (accounts) =>
      reply({
        TotalCount: accounts.length,
        Accounts: { Account: accounts.map((AliyunUid) => ({ AliyunUid })) },
      }),
    rosterWithNumber: (number) =>
      `{"Accounts":{"Account":[{"AliyunUid":${number}}]},"TotalCount":1,"RequestId":"request-1"}`,
    emptyRosters: [
      reply({ TotalCount: 0 }),
      reply({ TotalCount: 0, Accounts: null }),
      reply({ TotalCount: 0, Accounts: { Account: null } }),
      reply({ TotalCount: 0, Accounts: [] }),
      reply({}),
    ],
    changed: reply({}),
    error: (Code, Message) => reply({ HostId: 'ens.aliyuncs.com', Code, Message }),
    errorMark: (code) => `"Code":"${code}"`,
  },
  pageOf: pageIn,
  accountsOf: accountsIn,
  imageIds: (count) => numbered('m-5s', count, 24),
  codes: ensCodes.known,
  hidesMessageOf: (code) => !isShowable(code, ''),
  clockCode: 'InvalidTimeStamp.Expired',
  brokenAnswers: brokenEnvelopes,
});
