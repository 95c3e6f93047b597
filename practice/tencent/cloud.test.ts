import { describe, expect, it } from 'vitest';
import { play, startedAt } from './play.ts';
import { knownImages, mainRegion, otherOwner, owner, practiceKeys, recipients } from './world.ts';

describe('rates', () => {
  it('ten shares a second for a user and endpoint, whatever the region', () => {
    const { read, cloud, pass, call, codeOf } = play({ rates: 'documented' });
    for (let count = 0; count < 10; count += 1) read();
    const eleventh = { ImageId: knownImages.plain };
    expect(codeOf(call('DescribeImageSharePermission', eleventh))).toBe('RequestLimitExceeded');
    const root = { keyId: practiceKeys.root.secretId };
    expect(codeOf(call('DescribeImageSharePermission', eleventh, root))).toBe('ok');
    pass(999);
    expect(codeOf(call('DescribeImageSharePermission', eleventh))).toBe('RequestLimitExceeded');
    pass(1);
    expect(codeOf(call('DescribeImageSharePermission', eleventh))).toBe('ok');
    expect(cloud.rejectedByRate()).toBe(2);
  });

  it('forty lists and twenty region lists a second', () => {
    const { call, codeOf } = play({ rates: 'documented' });
    const count = (action: string) =>
      Array.from({ length: 60 }, () => codeOf(call(action, {}))).filter((code) => code === 'ok').length;
    expect(count('DescribeImages')).toBe(40);
    expect(count('DescribeRegions')).toBe(20);
  });
});

describe('listing images', () => {
  it('pages by 20 unless told, and by 100 at most', () => {
    const { call, codeOf } = play();
    const size = (body: object) => Object.keys(call('DescribeImages', body).response?.ImageSet ?? {}).length;
    expect(size({})).toBe(20);
    expect(size({ Limit: 100 })).toBe(100);
    expect(codeOf(call('DescribeImages', { Limit: 101 }))).toBe(
      'InvalidParameterValue.InvalidParameterValueLimit',
    );
  });

  it('refuses ids together with filters, unknown filters and too many values', () => {
    const { call, codeOf } = play();
    const filtered = (Name: string, Values: string[], more: object = {}) =>
      codeOf(call('DescribeImages', { Filters: [{ Name, Values }], ...more }));
    expect(filtered('image-type', ['PRIVATE_IMAGE'], { ImageIds: [knownImages.plain] })).toBe(
      'InvalidParameter.InvalidParameterCoexistImageIdsFilters',
    );
    expect(filtered('colour', ['red'])).toBe('InvalidFilter');
    expect(filtered('image-id', ['1', '2', '3', '4', '5', '6'])).toBe('InvalidFilterValue.LimitExceeded');
  });

  it('tells own, public and received images apart', () => {
    const { cloud } = play();
    const ids = (type: 'SHARED_IMAGE' | 'PRIVATE_IMAGE') =>
      cloud.imagesFor(owner.account, mainRegion, type).map(({ imageId }) => imageId);
    expect(ids('SHARED_IMAGE')).toEqual([knownImages.received]);
    expect(ids('PRIVATE_IMAGE')).not.toContain(knownImages.foreign);
    expect(
      cloud.imagesFor(otherOwner.account, mainRegion, 'SHARED_IMAGE').map(({ imageId }) => imageId),
    ).toContain(knownImages.shared);
  });
});

describe('who may call', () => {
  const share = { ImageId: knownImages.plain, AccountIds: recipients(1), Permission: 'SHARE' };

  it.each([
    [practiceKeys.readOnly, 'AuthFailure.UnauthorizedOperation'],
    [practiceKeys.mfa, 'AuthFailure.MFAFailure'],
    [practiceKeys.fenced, 'IpNotInWhitelist'],
    [practiceKeys.disabled, 'AuthFailure.SecretIdNotFound'],
    [practiceKeys.temporary, 'AuthFailure.TokenFailure'],
    [practiceKeys.other, 'UnauthorizedOperation.ImageNotBelongToAccount'],
  ])('$0.secretId: %s', (key, code) => {
    const { call, codeOf } = play();
    expect(codeOf(call('ModifyImageSharePermission', share, { keyId: key.secretId }))).toBe(code);
  });

  it('a token is good until it expires', () => {
    const { cloud, call, codeOf, pass } = play();
    cloud.putKey({ ...practiceKeys.temporary, tokenExpiresAt: startedAt + 1000 });
    const access = { keyId: practiceKeys.temporary.secretId, token: practiceKeys.temporary.token };
    expect(codeOf(call('DescribeImages', {}, access))).toBe('ok');
    pass(1000);
    expect(codeOf(call('DescribeImages', {}, access))).toBe('AuthFailure.TokenFailure');
  });
});

describe('malformed calls', () => {
  it.each([
    ['NoSuchVersion', 'DescribeImages', {}, { version: '2020-01-01' }],
    ['InvalidAction', 'DeleteEverything', {}, {}],
    ['NoSuchProduct', 'DescribeImages', {}, { host: 'cdn.tencentcloudapi.com' }],
    ['MissingParameter', 'DescribeImages', {}, { region: undefined }],
    ['UnsupportedRegion', 'DescribeImages', {}, { region: 'ap-nowhere' }],
    ['UnknownParameter', 'DescribeImages', { Colour: 'red' }, {}],
    ['InvalidParameter', 'DescribeImages', { Limit: 'many' }, {}],
    ['InvalidParameter', 'DescribeImages', undefined, {}],
    ['MissingParameter', 'ModifyImageSharePermission', { ImageId: 'img-plain001', Permission: 'SHARE' }, {}],
    ['InvalidParameter', 'ModifyImageSharePermission', { Permission: 'SHARE', AccountIds: [1] }, {}],
    ['InvalidParameterValue', 'ModifyImageSharePermission', { Permission: 'GIVE', AccountIds: ['1'] }, {}],
  ])('%s: %s', (code, action, body, more) => {
    const { call, codeOf } = play();
    expect(codeOf(call(action, body, more))).toBe(code);
  });
});

describe('faults', () => {
  it('plays any error code, as often as told, without effect', () => {
    const { cloud, share } = play();
    cloud.failNext('ModifyImageSharePermission', 'MutexOperation.TaskRunning', 2);
    expect(share(recipients(1))).toBe('MutexOperation.TaskRunning');
    expect(share(recipients(1))).toBe('MutexOperation.TaskRunning');
    expect(cloud.rosterOf(knownImages.plain)).toEqual([]);
    expect(share(recipients(1))).toBe('ok');
  });

  it.each([
    ['lost-before', true, 0, 0],
    ['lost-after', true, 0, 1],
    ['server-error', false, 502, 0],
    ['server-error-after', false, 502, 1],
    ['truncated', false, 200, 1],
    ['wrong-types', false, 200, 1],
  ] as const)('%s', (fault, lost, status, applied) => {
    const { cloud, call } = play();
    cloud.faultNext('ModifyImageSharePermission', fault, 1, knownImages.plain);
    const body = { ImageId: knownImages.plain, AccountIds: recipients(1), Permission: 'SHARE' };
    expect(call('ModifyImageSharePermission', body)).toMatchObject({ lost, status });
    expect(cloud.rosterOf(knownImages.plain)).toHaveLength(applied);
  });

  it('may be decided call by call', () => {
    const { cloud, share } = play();
    cloud.setFaultSource(({ accounts }) => (accounts.length > 1 ? { code: 'InternalError' } : undefined));
    expect([share(recipients(2)), share(recipients(1))]).toEqual(['InternalError', 'ok']);
  });

  it('records what somebody else does between the calls', () => {
    const { cloud, read } = play();
    cloud.foreignEdit('share', knownImages.plain, recipients(2));
    cloud.foreignEdit('revoke', knownImages.plain, recipients(1));
    expect(read()).toEqual(recipients(2).slice(1));
    expect(cloud.effects.map(({ by, kind }) => `${by} ${kind}`)).toEqual([
      'foreign share',
      'foreign share',
      'foreign revoke',
    ]);
  });
});

describe('who is asking, and where', () => {
  it('tells the root account, the user and the AppID', () => {
    const { call } = play();
    const identity = call(
      'GetCallerIdentity',
      {},
      { host: 'sts.tencentcloudapi.com', version: '2018-08-13' },
    );
    expect(identity.response).toMatchObject({
      AccountId: owner.account,
      UserId: owner.subUser,
      Type: 'CAMUser',
    });
    const ids = call('GetUserAppId', {}, { host: 'cam.tencentcloudapi.com', version: '2019-01-16' });
    expect(ids.response).toMatchObject({ Uin: owner.subUser, OwnerUin: owner.account, AppId: owner.appId });
  });

  it('lists fewer regions to an international account, and console numbers in one of the two lists', () => {
    const { call } = play();
    const list = (more: object, body: object = {}) =>
      call('DescribeRegions', body, { region: undefined, ...more }).response;
    const intl = { host: 'cvm.intl.tencentcloudapi.com', keyId: practiceKeys.international.secretId };
    expect(list({})).toMatchObject({ TotalCount: 24 });
    expect(list(intl)).toMatchObject({ TotalCount: 18 });
    const product = list({ host: 'region.tencentcloudapi.com', version: '2022-06-27' }, { Product: 'cvm' });
    expect(product?.TotalCount).toBe(24);
    const consoleNumbers = (answer: unknown) =>
      JSON.stringify(answer).match(/"RegionIdMC":"\d+"/g)?.length ?? 0;
    expect([consoleNumbers(list({})), consoleNumbers(product)]).toEqual([20, 0]);
  });
});
