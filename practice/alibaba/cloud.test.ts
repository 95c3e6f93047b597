import { describe, expect, it } from 'vitest';
import { play, startedAt } from './play.ts';
import {
  abroad,
  knownEcsImages,
  knownEnsImages,
  mainRegion,
  nobody,
  owner,
  practiceKeys,
  ramUsers,
  recipients,
} from './world.ts';

const [first = '', second = ''] = recipients(2);
const plain = { RegionId: mainRegion, ImageId: knownEcsImages.plain };

describe('which accounts ECS shares with', () => {
  it.each([
    ['an unknown account', nobody, 'InvalidAccount.NotFound'],
    ['a RAM user', ramUsers[0], 'InvalidAccount.NotFound'],
    ['the own account', owner.account, 'InvalidAccount.Forbbiden'],
    ['an account of the other site', abroad.first, 'ok'],
    ['an account of old', '12345678901', 'ok'],
  ])('%s', (_what, account, code) => {
    expect(play().ecs.share([account])).toBe(code);
  });

  it('keeps what was made of a Marketplace image on its site', () => {
    const { ecs } = play();
    expect(ecs.share([first, abroad.first], knownEcsImages.marketplace)).toBe('InvalidImageId.BidMismatch');
    expect(ecs.share([first], knownEcsImages.marketplace)).toBe('ok');
  });
});

describe('which images ECS shares', () => {
  it.each([
    ['creating', 'IncorrectImageStatus'],
    ['deprecated', 'OperationDenied.InvalidImageStatus'],
    ['encrypted', 'InvalidOperation.ServiceKeyEncryptedImageUnsupported'],
    ['encryptedSnapshot', 'OperationDeined.EncryptedSnapshot'],
    ['community', 'Image.Public'],
    ['received', 'InvalidImageId.NotFound'],
    ['foreign', 'InvalidImageId.NotFound'],
  ] as const)('%s: %s', (name, code) => {
    expect(play().ecs.share([first], knownEcsImages[name])).toBe(code);
  });

  it('refuses another region, and what would publish an image', () => {
    const { call, codeOf } = play();
    const modify = (more: Record<string, string>) =>
      codeOf(call('ecs', 'ModifyImageSharePermission', { ...plain, ...more }));
    expect(modify({ RegionId: 'cn-shanghai' })).toBe('InvalidRegionId.NotFound');
    expect(modify({ RegionId: 'cn-nowhere' })).toBe('InvalidRegionId.NotFound');
    expect(modify({ IsPublic: 'true' })).toBe('InvalidParameter.IsPublic');
    expect(modify({ LaunchPermission: 'HIDDEN' })).toBe('ForbiddenParameter.LaunchPermission');
  });
});

describe('lists of ECS', () => {
  it.each([
    ['first-ten', 10],
    ['none', 0],
  ] as const)('above ten accounts the %s are taken, without an error', (aboveTen, taken) => {
    const { ecs, cloud } = play({ quirks: { aboveTen } });
    expect(ecs.share(recipients(11))).toBe('ok');
    expect(cloud.rosterOf(knownEcsImages.plain)).toEqual(recipients(taken));
  });

  it('the quota of 50 holds, can be raised, and lets go', () => {
    const { ecs, cloud } = play();
    const more = recipients(51).slice(48);
    expect(ecs.share(more, knownEcsImages.nearlyFull)).toBe('QuotaExceed.ShareImageUser');
    expect(ecs.share(more.slice(1), knownEcsImages.nearlyFull)).toBe('ok');
    cloud.setQuota(51);
    expect(ecs.share(more, knownEcsImages.nearlyFull)).toBe('ok');
    expect(ecs.revoke([first], knownEcsImages.nearlyFull)).toBe('ok');
  });

  it.each([
    ['nothing', []],
    ['good-ones', [first, second]],
    ['those-before', [first]],
  ] as const)('a bad account lets through %s', (badIdInBatch, applied) => {
    const { ecs, cloud } = play({ quirks: { badIdInBatch } });
    expect(ecs.share([first, nobody, second])).toBe('InvalidAccount.NotFound');
    expect(cloud.rosterOf(knownEcsImages.plain)).toEqual(applied);
    expect(cloud.calls.at(-1)?.applied).toEqual(applied);
  });

  it('are read by pages, of ten unless told', () => {
    const { call } = play();
    const shared = { RegionId: mainRegion, ImageId: knownEcsImages.shared };
    const page = (more: Record<string, string>) =>
      call('ecs', 'DescribeImageSharePermission', { ...shared, ...more }).response;
    expect(page({})).toMatchObject({ TotalCount: 41, PageSize: 10, Accounts: { Account: { length: 10 } } });
    expect(page({ PageSize: '50' })).toMatchObject({ Accounts: { Account: { length: 41 } } });
    expect(page({ PageNumber: '5' })).toMatchObject({ Accounts: { Account: { length: 1 } } });
    expect(page({ PageSize: '101' })).toMatchObject({ Code: 'InvalidParameter' });
  });

  it('may carry ids as bare numbers', () => {
    const { call } = play({ quirks: { idsAsNumbers: true } });
    const { body } = call('ecs', 'DescribeImageSharePermission', {
      ...plain,
      ImageId: knownEcsImages.sharedFew,
    });
    expect(body).toContain(`"AliyunId":${first},`);
  });
});

describe('ENS', () => {
  it('adds a comma list and removes one account a call', () => {
    const { ens, cloud } = play();
    expect(ens.share(recipients(3))).toBe('ok');
    expect(ens.revoke(recipients(2))).toBe('InvalidParameter.RemoveAccounts');
    expect(ens.revoke([first])).toBe('ok');
    expect(cloud.rosterOf(knownEnsImages.plain)).toEqual(recipients(3).slice(1));
  });

  it.each([
    ['unsupported', 'InvalidImageType.NotSupported'],
    ['packing', 'InvalidParameter.ImageId'],
    ['received', 'InvalidParameter.ImageId'],
    ['foreign', 'InvalidParameter.ImageId'],
  ] as const)('refuses the image %s as %s', (name, code) => {
    expect(play().ens.share([first], knownEnsImages[name])).toBe(code);
  });

  it('refuses a bad account with a code that names nothing, which a switch chooses', () => {
    for (const ensBadIdCode of ['InvalidParameter', 'CallInterface'] as const) {
      expect(play({ quirks: { ensBadIdCode } }).ens.share([first, nobody])).toBe(ensBadIdCode);
    }
  });

  it('answers with counts as texts and a code that is a number', () => {
    const { response } = play().call('ens', 'DescribeSelfImages', { PageSize: '50' });
    expect(response).toMatchObject({ Code: 0, TotalCount: '66', PageSize: '50' });
  });

  it.each([
    ['AliyunUid', `{"AliyunUid":"${first}"}`],
    ['AliyunId', `{"AliyunId":${first}}`],
    ['bare', `["${first}",`],
  ] as const)('writes an entry as %s', (ensEntry, text) => {
    const { call } = play({ quirks: { ensEntry } });
    const { body } = call('ens', 'DescribeImageSharePermission', { ImageId: knownEnsImages.shared });
    expect(body).toContain(text);
  });
});

describe('keys', () => {
  const powerless = { keyId: practiceKeys.powerless.keyId };
  const readOnly = { keyId: practiceKeys.readOnly.keyId };

  it('without rights see an empty list on ECS, with 200, or are refused', () => {
    const { call, codeOf, cloud } = play();
    const list = () => call('ecs', 'DescribeImages', { RegionId: mainRegion }, powerless);
    expect(list()).toMatchObject({ status: 200, response: { TotalCount: 0, Images: { Image: [] } } });
    cloud.quirks.readsWithoutRights = 'forbidden';
    expect(list()).toMatchObject({ status: 403, response: { Code: 'Forbidden.RAM' } });
    expect(codeOf(call('ens', 'DescribeSelfImages', {}, powerless))).toBe('NoPermission');
    expect(codeOf(call('sts', 'GetCallerIdentity', {}, powerless))).toBe('ok');
  });

  it('that may only read write nothing', () => {
    const { ecs, cloud } = play();
    expect(ecs.share([first], knownEcsImages.plain, readOnly)).toBe('Forbidden.RAM');
    expect(cloud.rosterOf(knownEcsImages.plain)).toEqual([]);
  });

  it('with a token need it, and only as long as it lives', () => {
    const { call, codeOf, cloud, pass } = play();
    const { keyId, token } = practiceKeys.temporary;
    const ask = (more: object) => codeOf(call('sts', 'GetCallerIdentity', {}, { keyId, ...more }));
    expect([ask({}), ask({ token })]).toEqual(['MissingSecurityToken', 'ok']);
    cloud.putKey({ ...practiceKeys.temporary, tokenExpiresAt: startedAt + 1000 });
    pass(1000);
    expect(ask({ token })).toBe('InvalidSecurityToken.Expired');
  });
});

describe('calls', () => {
  it('may use a nonce once in fifteen minutes', () => {
    const { call, codeOf, pass } = play();
    const ask = () => codeOf(call('sts', 'GetCallerIdentity', {}, { nonce: 'once' }));
    expect([ask(), ask()]).toEqual(['ok', 'SignatureNonceUsed']);
    pass(15 * 60 * 1000);
    expect(ask()).toBe('ok');
  });

  it('are counted, five reads a second', () => {
    const { call, codeOf, cloud } = play({ rates: 'documented' });
    const codes = Array.from({ length: 6 }, () => codeOf(call('ens', 'DescribeSelfImages', {})));
    expect(codes).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'Throttling.User']);
    expect(cloud.rejectedByRate()).toBe(1);
  });

  it('that fail are told in JSON or XML, with the status of the code', () => {
    const { call, cloud } = play();
    const ask = () => call('ecs', 'DescribeEverything', {});
    expect(ask()).toMatchObject({ status: 404, response: { Code: 'InvalidAction.NotFound' } });
    cloud.quirks.errorBodies = 'xml';
    expect(ask().body).toMatch(/^<\?xml.*<Error>.*<Code>InvalidAction.NotFound<\/Code>.*<\/Error>$/);
  });

  it.each([
    ['lost-before', true, 0, 0],
    ['lost-after', true, 0, 1],
    ['server-error', false, 502, 0],
    ['server-error-after', false, 502, 1],
    ['truncated', false, 200, 1],
    ['wrong-types', false, 200, 1],
  ] as const)('go wrong as %s', (fault, lost, status, applied) => {
    const { cloud, call } = play();
    cloud.faultNext('ModifyImageSharePermission', fault, 1, knownEcsImages.plain);
    const result = call('ecs', 'ModifyImageSharePermission', { ...plain, 'AddAccount.1': first });
    expect(result).toMatchObject({ lost, status });
    expect(cloud.rosterOf(knownEcsImages.plain)).toHaveLength(applied);
  });
});
