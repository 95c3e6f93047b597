import type { Image, KnownRoster } from '../../lib/domain/image';
import type { Profile } from '../../lib/domain/profile';
import type { PageClock } from './page-clock';

/** A moment all tests share, milliseconds since the epoch. */
export const testNow = Date.parse('2026-11-22T08:00:00Z');

export const testProfile: Profile = {
  id: 'p1',
  site: 'tencent',
  label: 'Production',
  keyIdHint: 'AKID…dumm',
  hasToken: false,
  caller: { account: '100000000001', name: 'dummy' },
  savedAt: testNow,
};

export const testImage = (imageId: string, name: string): Image => ({
  product: 'tencent-cvm',
  region: 'ap-guangzhou',
  imageId,
  name,
  owner: '100000000001',
  state: 'NORMAL',
  createdAt: '2026-03-12T08:00:00Z',
  platform: 'Ubuntu',
});

/** A roster read two minutes ago. */
export const testRoster = (image: Image, accounts: readonly string[]): KnownRoster => ({
  profileId: 'p1',
  image,
  roster: {
    readAt: testNow - 120_000,
    entries: accounts.map((account) => ({ account, since: '2026-03-12T08:00:00Z' })),
  },
});

/** A clock whose sleeps end at the next turn; `now` stands still unless moved. */
export const quickClock = (): PageClock & { at: number } => ({
  at: testNow,
  now() {
    return this.at;
  },
  sleep: (delayMs, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      // Long sleeps are calm polls and the end of an offer: tests outlive none of them.
      if (delayMs < 1_000) setTimeout(resolve, 0);
      signal?.addEventListener('abort', () => resolve());
    }),
});
