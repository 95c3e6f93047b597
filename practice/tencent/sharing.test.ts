import { describe, expect, it } from 'vitest';
import { play } from './play.ts';
import { allQuirks, describeQuirks, quirkValues } from './quirks.ts';
import { appIdLookalike, knownImages, owner, recipients, subAccounts } from './world.ts';

describe('which accounts can be shared with', () => {
  it.each([
    ['an unknown account', '999999999999', 'InvalidAccountId.NotFound'],
    ['an AppID', appIdLookalike, 'InvalidAccountId.NotFound'],
    ['a sub-user', subAccounts[0], 'FailedOperation.NotMasterAccount'],
    ['the own account', owner.account, 'FailedOperation.AccountIsYourSelf'],
    ['an id with letters', '10000010000x', 'InvalidParameterValue.InvalidAppIdFormat'],
    ['an account of today', recipients(1)[0] ?? '', 'ok'],
    ['an account of old', '909619400', 'ok'],
  ])('%s', (_what, account, code) => {
    expect(play().share([account])).toBe(code);
  });
});

describe('which images can be shared', () => {
  it.each([
    ['plain', 'ok'],
    ['creating', 'InvalidParameterValue.InvalidImageState'],
    ['syncing', 'InvalidParameterValue.InvalidImageState'],
    ['byol', 'FailedOperation.BYOLImageShareFailed'],
    ['encrypted', 'UnsupportedOperation.EncryptedImagesNotSupported'],
    ['wholeInstance', 'InvalidParameter.InstanceImageNotSupport'],
    ['elsewhere', 'UnsupportedOperation.LocationImageNotSupported'],
    ['qImage', 'FailedOperation.QImageShareFailed'],
    ['rImage', 'FailedOperation.RImageShareFailed'],
    ['received', 'UnauthorizedOperation.ImageNotBelongToAccount'],
    ['foreign', 'UnauthorizedOperation.ImageNotBelongToAccount'],
  ] as const)('%s: %s', (name, code) => {
    expect(play().share(recipients(1), knownImages[name])).toBe(code);
  });

  it('refuses ids that are malformed, unknown, or of another region', () => {
    const { share, codeOf, call } = play();
    expect(share(recipients(1), 'ami-12345678')).toBe('InvalidImageId.Malformed');
    expect(share(recipients(1), 'img-zzzzzzzz')).toBe('InvalidImageId.NotFound');
    const elsewhere = call(
      'DescribeImageSharePermission',
      { ImageId: knownImages.plain },
      { region: 'ap-shanghai' },
    );
    expect(codeOf(elsewhere)).toBe('InvalidImageId.NotFound');
  });
});

describe('the quota', () => {
  it('takes nothing of a call that would exceed it, and still lets go', () => {
    const { share, cancel, cloud } = play();
    const more = recipients(501).slice(498);
    expect(share(more, knownImages.nearlyFull)).toBe('OverQuota');
    expect(share(more.slice(0, 2), knownImages.nearlyFull)).toBe('ok');
    expect(share(more.slice(2), knownImages.nearlyFull)).toBe('OverQuota');
    expect(cancel(recipients(1), knownImages.nearlyFull)).toBe('ok');
    expect(cloud.rosterOf(knownImages.nearlyFull)).toHaveLength(499);
  });

  it('can be lowered, and told', () => {
    const { share, call } = play({ quota: 50, quirks: { tellsMaxSharePermission: true } });
    expect(share(recipients(51))).toBe('OverQuota');
    const { response } = call('DescribeImageSharePermission', { ImageId: knownImages.plain });
    expect(response).toMatchObject({ MaxSharePermission: 50, SharePermissionSet: [] });
  });
});

describe('switches', () => {
  const [first = '', second = '', third = ''] = recipients(3);
  const mixed = [first, subAccounts[0], second];

  it.each([
    ['nothing', []],
    ['good-ones', [first, second]],
    ['those-before', [first]],
  ] as const)('a bad id in a batch lets through %s', (badIdInBatch, applied) => {
    const { share, cloud } = play({ quirks: { badIdInBatch } });
    expect(share(mixed)).toBe('FailedOperation.NotMasterAccount');
    expect(cloud.rosterOf(knownImages.plain)).toEqual(applied);
    expect(cloud.calls.at(-1)?.applied).toEqual(applied);
  });

  it.each([true, false])('the bad id is named: %s', (namesBadId) => {
    const { call } = play({ quirks: { namesBadId } });
    const { body } = call('ModifyImageSharePermission', {
      ImageId: knownImages.plain,
      AccountIds: mixed,
      Permission: 'SHARE',
    });
    expect(body.includes(subAccounts[0])).toBe(namesBadId);
  });

  it('sharing again is an error that acts like a bad id, or fine', () => {
    const strict = play({ quirks: { badIdInBatch: 'good-ones' } });
    expect(strict.share([first])).toBe('ok');
    expect(strict.share([first, third])).toBe('FailedOperation.AccountAlreadyExists');
    expect(strict.read()).toEqual([first, third]);
    const easy = play({ quirks: { alreadyShared: 'ok' } });
    expect([easy.share([first]), easy.share([first, third])]).toEqual(['ok', 'ok']);
    expect(easy.read()).toEqual([first, third]);
  });

  it('cancelling what is not shared is fine, or an error', () => {
    expect(play().cancel([first])).toBe('ok');
    expect(play({ quirks: { cancelNotShared: 'error' } }).cancel([first])).toBe('InvalidAccountId.NotFound');
  });

  it('a cap per call', () => {
    const { share } = play({ quirks: { perCallCap: 10 } });
    expect(share(recipients(11))).toBe('InvalidParameterValue.LimitExceeded');
    expect(share(recipients(10))).toBe('ok');
  });

  it('a reader sees a write only after the delay, while errors follow the truth', () => {
    const { share, cancel, read, pass } = play({ quirks: { readDelayMs: 3000 } });
    share([first]);
    expect(read()).toEqual([]);
    expect(share([first])).toBe('FailedOperation.AccountAlreadyExists');
    pass(2999);
    expect(read()).toEqual([]);
    pass(1);
    expect(read()).toEqual([first]);
    cancel([first]);
    expect(read()).toEqual([first]);
    pass(3000);
    expect(read()).toEqual([]);
  });

  it('silent drops', () => {
    const { share, cloud } = play({ quirks: { dropIds: 2 } });
    expect(share(recipients(10))).toBe('ok');
    expect(cloud.rosterOf(knownImages.plain)).toHaveLength(8);
  });

  it('every combination is in the table once', () => {
    const names = allQuirks().map(describeQuirks);
    const product = Object.values(quirkValues).reduce((count, values) => count * values.length, 1);
    expect(new Set(names).size).toBe(product);
    expect(names).toHaveLength(product);
  });
});
