import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, test } from 'vitest';
import type { SiteId } from '../../lib/domain/product';
import type { Profile } from '../../lib/domain/profile';
import { success } from '../../lib/domain/result';
import { ClientContext } from '../client-context';
import { createOpenClient } from './fake-cloud';
import { Panel } from './panel';

afterEach(cleanup);

const profileOf = (id: string, site: SiteId, account: string): Profile => ({
  id,
  site,
  label: `Keys ${id}`,
  keyIdHint: 'AKID…dumy',
  hasToken: false,
  caller: { account, name: 'dummy' },
  savedAt: 0,
});

const main = profileOf('a', 'tencent', '100000000001');
const intl = profileOf('b', 'tencent-intl', '200000000002');
const otherIntl = profileOf('c', 'tencent-intl', '200000000003');

/** A panel framed in a console page of a site, with an account that the page shows. */
const show = (profiles: Profile[], site: SiteId, consoleAccount = '') => {
  const proposal = {
    product: 'tencent-cvm' as const,
    site,
    region: 'ap-guangzhou',
    imageIds: [],
    consoleAccount,
  };
  const fake = createOpenClient({
    'panel.hello': () => success(proposal),
    'profiles.list': () => success(profiles),
  });
  render(
    <ClientContext.Provider value={fake.client}>
      <Panel
        opening={{ kind: 'framed', token: 'token-1' }}
        environment={{
          isFramed: true,
          canProve: false,
          isTrusted: () => true,
          armsInMs: () => 0,
          copyText: async () => true,
          now: () => 0,
          isPresent: () => true,
          close: () => {},
          saveFile: () => {},
        }}
      />
    </ClientContext.Provider>,
  );
  return fake;
};

const acting = async () => (await screen.findByRole('region', { name: 'Acting account' })).textContent ?? '';
const chosen = async () => (await screen.findByRole<HTMLSelectElement>('combobox', { name: 'Keys' })).value;

describe('a panel on a console page', () => {
  test('begins with keys of the page’s site, whoever was saved first', async () => {
    const fake = show([main, intl], 'tencent-intl');
    await waitFor(async () => expect(await chosen()).toBe('b'));
    expect(await acting()).toContain('Tencent Cloud International');
    expect(screen.queryByRole('alert')).toBeNull();
    await waitFor(() =>
      expect(fake.calls.filter(({ name }) => name === 'images.list')).toMatchObject([
        { request: { profileId: 'b' } },
      ]),
    );
  });

  test('begins with the page’s own account among the keys of its site', async () => {
    show([main, intl, otherIntl], 'tencent-intl', '200000000003');
    await waitFor(async () => expect(await chosen()).toBe('c'));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('does not take the same digits at the other site for its account', async () => {
    const twin = profileOf('d', 'tencent', '200000000002');
    show([twin, intl], 'tencent-intl', '200000000002');
    await waitFor(async () => expect(await chosen()).toBe('b'));
  });

  test('warns loudly of keys of the other site, also where no account is known', async () => {
    show([main], 'tencent-intl');
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain(
      'This page is of Tencent Cloud International, but the keys are of Tencent Cloud',
    );
    expect(alert.textContent).toContain('Choose keys of Tencent Cloud International');
  });

  test('warns of the site and of the account when other keys are chosen', async () => {
    show([main, intl], 'tencent-intl', '200000000002');
    await waitFor(async () => expect(await chosen()).toBe('b'));
    fireEvent.change(screen.getByRole('combobox', { name: 'Keys' }), { target: { value: 'a' } });
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('This page is of Tencent Cloud International');
    expect(alert.textContent).toContain('The console shows another account: 200000000002');
  });
});
