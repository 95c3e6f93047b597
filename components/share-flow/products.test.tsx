import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import type { Image } from '../../lib/domain/image';
import type { ProductId } from '../../lib/domain/product';
import type { Profile } from '../../lib/domain/profile';
import { success } from '../../lib/domain/result';
import { ClientContext } from '../client-context';
import { createOpenClient, type FakeClient, planOf } from './fake-cloud';
import { Panel } from './panel';

afterEach(cleanup);

/** Ids are dummies of the documented lengths. */
const places = {
  'alibaba-ecs': { region: 'cn-hangzhou', imageId: 'm-bp1dummy000000000001', place: 'China (Hangzhou)' },
  'alibaba-ens': { region: '', imageId: 'm-5dummy00000000000000000001', place: 'Alibaba Cloud ENS' },
} as const;
type AlibabaProduct = keyof typeof places;

const profileOf = (id: string, site: Profile['site'], account: string): Profile => ({
  id,
  site,
  label: id,
  keyIdHint: 'LTAI…dumy',
  hasToken: false,
  caller: { account, name: 'root' },
  savedAt: 0,
});
const profiles = [
  profileOf('of-tencent', 'tencent', '100012345678'),
  profileOf('of-alibaba', 'alibaba', '1000000000000001'),
];

const imageOf = (product: ProductId, region: string, imageId: string): Image => ({
  product,
  region,
  imageId,
  name: 'golden',
  owner: '',
  state: 'Available',
  createdAt: '',
  platform: '',
});

const open = (product: AlibabaProduct): FakeClient => {
  const { region, imageId } = places[product];
  const fake = createOpenClient({
    'profiles.list': () => success(profiles),
    'regions.list': () => success([]),
    'images.list': () => success([imageOf(product, region, imageId)]),
    'plan.make': (request) => success(planOf(request, [], request.accounts)),
  });
  const proposal = { product, region, imageIds: [imageId], consoleAccount: '' };
  render(
    <ClientContext.Provider value={fake.client}>
      <Panel
        opening={{ kind: 'proposal', proposal, profileId: '' }}
        environment={{
          isFramed: false,
          canProve: false,
          isTrusted: () => true,
          isPresent: () => true,
          armsInMs: () => 0,
          copyText: async () => true,
          now: () => 0,
          close: () => {},
          saveFile: () => {},
        }}
      />
    </ClientContext.Provider>,
  );
  return fake;
};
const asked = (fake: FakeClient, name: string) =>
  fake.calls.filter((call) => call.name === name).map(({ request }) => request);

const products: readonly AlibabaProduct[] = ['alibaba-ecs', 'alibaba-ens'];

test.each(products)('%s: asks with keys of its own cloud and says where it acts', async (product) => {
  const fake = open(product);
  const { region, imageId, place } = places[product];
  await screen.findByRole('checkbox', { name: `golden (${imageId})` });
  expect(asked(fake, 'images.list')).toEqual([{ profileId: 'of-alibaba', product, region }]);
  const acting = screen.getByRole('region', { name: 'Acting account' });
  expect(acting.textContent).toContain(`Alibaba Cloud · 1000000000000001 · ${place}`);
  expect(within(acting).queryByRole('combobox', { name: 'Keys' })).toBeNull();
});

test('alibaba-ens: has no region to choose or change', async () => {
  const fake = open('alibaba-ens');
  await screen.findByRole('region', { name: 'Acting account' });
  expect(screen.queryByRole('combobox', { name: 'Region' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Change region' })).toBeNull();
  expect(asked(fake, 'regions.list')).toEqual([]);
});

test.each([
  ['alibaba-ecs', /re-initialise their system disk/],
  ['alibaba-ens', /no longer see the image/],
] as const)(
  '%s: says what revoking breaks before Apply, and names no other cloud',
  async (product, means) => {
    const fake = open(product);
    const { region, imageId } = places[product];
    await screen.findByRole('checkbox', { name: `golden (${imageId})` });
    fireEvent.click(screen.getByRole('radio', { name: 'Revoke' }));
    const text = '1000000000000117 200000000000000117';
    fireEvent.input(screen.getByRole('textbox', { name: 'Account IDs' }), { target: { value: text } });
    expect(screen.getByRole('list', { name: 'Pasted entries' }).textContent).toContain('RAM user');
    fireEvent.click(screen.getByRole('button', { name: 'Review plan' }));
    const plan = await screen.findByRole('region', { name: 'Plan' });
    expect(within(plan).getByText(means)).toBeTruthy();
    expect(asked(fake, 'plan.make')).toMatchObject([
      { product, images: [{ region, imageId }], accounts: ['1000000000000117'] },
    ]);
    expect(document.body.textContent).not.toMatch(/Tencent|AppID/);
  },
);

test('keys of another cloud do not open the panel', async () => {
  const fake = createOpenClient({ 'profiles.list': () => success(profiles.slice(0, 1)) });
  const proposal = { product: 'alibaba-ens', region: '', imageIds: [], consoleAccount: '' } as const;
  render(
    <ClientContext.Provider value={fake.client}>
      <Panel
        opening={{ kind: 'proposal', proposal: { ...proposal, imageIds: [] }, profileId: 'of-tencent' }}
        environment={{
          isFramed: false,
          canProve: false,
          isTrusted: () => true,
          isPresent: () => true,
          armsInMs: () => 0,
          copyText: async () => true,
          now: () => 0,
          close: () => {},
          saveFile: () => {},
        }}
      />
    </ClientContext.Provider>,
  );
  expect(await screen.findByRole('button', { name: 'Add keys' })).toBeTruthy();
  expect(asked(fake, 'images.list')).toEqual([]);
});
