import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, describe, expect, test } from 'vitest';
import { type BookLabel, noTrustRules, type TrustRules } from '../../lib/domain/book';
import { failed, success } from '../../lib/domain/result';
import { ClientContext } from '../client-context';
import type { Opening } from './address';
import type { ShareEnvironment } from './environment';
import {
  createFakeClient,
  createOpenClient,
  type FakeClient,
  image,
  planOf,
  rowOf,
  viewOf,
} from './fake-cloud';
import { Panel } from './panel';

afterEach(cleanup);

const saved: { name: string; text: string }[] = [];
const clipboard: string[] = [];
const tab: ShareEnvironment = {
  isFramed: false,
  canProve: false,
  isTrusted: () => true,
  isPresent: () => true,
  armsInMs: () => 0,
  copyText: async (text) => clipboard.push(text) > 0,
  now: () => 0,
  close: () => {},
  saveFile: (name, text) => saved.push({ name, text }),
};
const proposal: Opening = {
  kind: 'proposal',
  proposal: {
    product: 'tencent-cvm',
    region: 'ap-guangzhou',
    imageIds: ['img-6pb6lrmy', 'img-abcd1234', 'img-zzzz9999'],
    consoleAccount: '',
  },
  profileId: '',
};

const show = (fake: FakeClient, opening: Opening = proposal, environment = tab) =>
  render(
    <ClientContext.Provider value={fake.client}>
      <Panel opening={opening} environment={environment} />
    </ClientContext.Provider>,
  );
const asked = (fake: FakeClient, name: string) => fake.calls.filter((call) => call.name === name);
const paste = async (text: string) => {
  await screen.findByRole('checkbox', { name: 'golden (img-6pb6lrmy)' });
  fireEvent.input(screen.getByRole('textbox', { name: 'Account IDs' }), { target: { value: text } });
};
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const drop = (target: Element, file: File) => {
  const event = new Event('drop', { bubbles: true, cancelable: true });
  Object.defineProperty(event, 'dataTransfer', { value: { files: [file] } });
  fireEvent(target, event);
};
const plan = async (text = '100000000001 100000000002') => {
  await paste(text);
  press('Review plan');
  await screen.findByRole('region', { name: 'Plan' });
};

describe('keys', () => {
  test('without a vault the way to the keys is shown', async () => {
    const fake = createFakeClient({
      'vault.state': () => success('none'),
      'workspace.open': () => success(null),
    });
    show(fake);
    fireEvent.click(await screen.findByRole('button', { name: 'Add keys' }));
    expect(asked(fake, 'workspace.open')).toEqual([{ name: 'workspace.open', request: { section: 'keys' } }]);
  });

  test('a panel over a locked vault goes on when it is opened elsewhere', async () => {
    const fake = createOpenClient({ 'vault.state': () => success('locked') });
    show(fake);
    await screen.findByRole('button', { name: 'Unlock' });
    fake.replies['vault.state'] = () => success('open');
    window.dispatchEvent(new Event('focus'));
    expect(await screen.findByRole('region', { name: 'Acting account' })).toBeTruthy();
  });

  test('the acting account stands on top, and a differing console account is said loudly', async () => {
    show(createOpenClient(), {
      ...proposal,
      proposal: { ...proposal.proposal, consoleAccount: '100099990000' },
    });
    const account = await screen.findByRole('region', { name: 'Acting account' });
    const warning = await within(account).findByRole('alert');
    expect(warning.textContent).toContain('100099990000');
    expect(account.textContent).toContain('Tencent Cloud · 100012345678');
    await expect.poll(() => account.textContent).toContain('· Guangzhou');
  });
});

describe('compose', () => {
  test('images that cannot be shared are explained and stay out of the plan', async () => {
    const fake = createOpenClient();
    show(fake);
    await plan();
    expect(asked(fake, 'plan.make')[0]?.request).toMatchObject({
      images: [{ region: 'ap-guangzhou', imageId: 'img-6pb6lrmy' }],
    });
    press('Back');
    const images = await screen.findByRole('list', { name: 'Images' });
    const licensed = within(images).getByRole('checkbox', { name: 'licensed (img-abcd1234)' });
    expect(licensed).toHaveProperty('disabled', true);
    expect(within(images).getByRole('checkbox', { name: 'img-zzzz9999' })).toHaveProperty('disabled', true);
  });

  test('all own images can be searched and chosen', async () => {
    show(createOpenClient(), { ...proposal, proposal: { ...proposal.proposal, imageIds: [] } });
    fireEvent.click(await screen.findByRole('button', { name: 'Choose images' }));
    const image = await screen.findByRole('checkbox', { name: 'golden (img-6pb6lrmy)' });
    fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'LICENSED' } });
    expect(screen.queryByRole('checkbox', { name: 'golden (img-6pb6lrmy)' })).toBeNull();
    fireEvent.input(screen.getByRole('searchbox'), { target: { value: '' } });
    expect(image).toHaveProperty('checked', false);
    fireEvent.click(screen.getByRole('checkbox', { name: 'golden (img-6pb6lrmy)' }));
    expect(screen.getByRole('checkbox', { name: 'golden (img-6pb6lrmy)' })).toHaveProperty('checked', true);
  });

  test('images pasted by id are added wherever they are, and those nowhere are named', async () => {
    const far = { ...image, region: 'ap-shanghai', imageId: 'img-shang001', name: 'far' };
    const fake = createOpenClient({
      'images.locate': () => success([far]),
      'images.list': ({ region }) => success(region === 'ap-shanghai' ? [far] : [image]),
    });
    show(fake);
    fireEvent.click(await screen.findByRole('button', { name: 'Choose images' }));
    fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'img-shang001, img-nowhere1' } });
    press('Add 2 images by ID');
    expect((await screen.findByText(/1 image was found in no region/)).parentElement?.textContent).toContain(
      'img-nowhere1',
    );
    press('Choose images');
    await screen.findByRole('checkbox', { name: 'far (img-shang001)' });
    await plan();
    expect(asked(fake, 'plan.make')[0]?.request).toMatchObject({
      images: [
        { region: 'ap-guangzhou', imageId: 'img-6pb6lrmy' },
        { region: 'ap-shanghai', imageId: 'img-shang001' },
      ],
    });
  });

  test('the accounts can come from another image, which may then lose them', async () => {
    const old = { ...image, imageId: 'img-old00001', name: 'last month' };
    const fake = createOpenClient({ 'images.list': () => success([image, old]) });
    show(fake);
    await screen.findByRole('checkbox', { name: 'golden (img-6pb6lrmy)' });
    fireEvent.click(screen.getByRole('radio', { name: "Another image's roster" }));
    expect(screen.queryByRole('textbox', { name: 'Account IDs' })).toBeNull();
    expect(screen.getByText('Choose the image to take the roster of')).toBeTruthy();
    expect(screen.queryByRole('radio', { name: /golden/ })).toBeNull();
    fireEvent.click(screen.getByRole('radio', { name: 'last month (img-old00001)' }));
    fireEvent.click(screen.getByRole('checkbox', { name: /Then revoke this image from everybody/ }));
    press('Review plan');
    await screen.findByRole('region', { name: 'Plan' });
    expect(asked(fake, 'plan.make')[0]?.request).toMatchObject({
      images: [{ imageId: 'img-6pb6lrmy' }],
      accounts: [],
      source: { region: 'ap-guangzhou', imageId: 'img-old00001' },
      replacesSource: true,
    });
  });

  test('the summary counts what was pasted, and the list says why the rest is dropped', async () => {
    show(createOpenClient());
    await paste('Acme 100000000001, 100000000002 100000000001 1.0E+11');
    expect(screen.getByRole('status', { name: 'Paste summary' }).textContent).toBe(
      '2 accounts, 1 duplicate, 1 not an account',
    );
    const entries = screen.getByRole('list', { name: 'Pasted entries' });
    expect(within(entries).getAllByRole('listitem')).toHaveLength(4);
    expect(entries.textContent).toContain('Damaged by a spreadsheet');
  });

  test('a doubtful id is sent only after Send anyway', async () => {
    const fake = createOpenClient();
    show(fake);
    await paste('100000000001 1251234567');
    press('Send anyway');
    press('Review plan');
    await screen.findByRole('region', { name: 'Plan' });
    expect(asked(fake, 'plan.make')[0]?.request).toMatchObject({ accounts: ['100000000001', '1251234567'] });
  });

  test('a dropped file is added to what was typed, and a workbook is refused with a way out', async () => {
    show(createOpenClient());
    await paste('100000000001');
    const box = screen.getByRole('textbox', { name: 'Account IDs' });
    drop(box, new File(['name,uin\nAcme,100000000002'], 'ids.csv'));
    const summary = screen.getByRole('status', { name: 'Paste summary' });
    await expect.poll(() => summary.textContent).toBe('2 accounts');
    drop(box, new File(['PK\0'], 'ids.xlsx'));
    expect((await screen.findByRole('alert')).textContent).toContain('Save the sheet as CSV');
  });

  test('the mode goes into the request', async () => {
    const fake = createOpenClient();
    show(fake);
    await paste('100000000001');
    fireEvent.click(screen.getByRole('radio', { name: 'Match exactly' }));
    press('Review plan');
    await screen.findByRole('region', { name: 'Plan' });
    expect(asked(fake, 'plan.make')[0]?.request).toMatchObject({ mode: 'match' });
  });
});

describe('plan', () => {
  test('Apply says what it will do, and the heading takes the focus', async () => {
    show(createOpenClient());
    await plan();
    expect(screen.getByRole('button', { name: 'Apply: share with 2 accounts' })).toBeTruthy();
    const heading = screen.getByRole('heading', { level: 1, name: 'Review plan' });
    await expect.poll(() => document.activeElement === heading).toBe(true);
  });

  test('a press that no person made is ignored', async () => {
    const fake = createOpenClient();
    show(fake, proposal, { ...tab, isTrusted: (event) => event.isTrusted });
    await plan();
    press(/^Apply/);
    expect(asked(fake, 'job.start')).toEqual([]);
  });

  test('a big removal asks for its size', async () => {
    const revoke = Array.from({ length: 20 }, (_, index) => String(100000000100 + index));
    const fake = createOpenClient({ 'plan.make': (request) => success(planOf(request, [], revoke)) });
    show(fake);
    await plan();
    expect(screen.getByRole('button', { name: /^Apply/ })).toHaveProperty('disabled', true);
    fireEvent.input(screen.getByRole('textbox', { name: 'Number of accounts to revoke' }), {
      target: { value: '20' },
    });
    press('Apply: revoke 20 accounts');
    await screen.findByRole('table', { name: 'Results' });
    expect(asked(fake, 'job.start')[0]?.request).toEqual({
      planId: 'plan-1',
      isProven: true,
      revokeCount: 20,
    });
  });

  test('a stale plan can be made again', async () => {
    const fake = createOpenClient({ 'job.start': () => failed({ kind: 'plan-stale' }) });
    show(fake);
    await plan();
    press(/^Apply/);
    fireEvent.click(await screen.findByRole('button', { name: 'Make the plan again' }));
    expect(asked(fake, 'plan.make')).toHaveLength(2);
  });
});

describe('framed', () => {
  const framed: ShareEnvironment = { ...tab, isFramed: true };
  const opening: Opening = { kind: 'framed', token: 'token-1' };

  test('nothing is shown before the token was accepted, and nothing else is asked', async () => {
    const fake = createFakeClient({ 'panel.hello': () => failed({ kind: 'panel-expired' }) });
    show(fake, opening, framed);
    await screen.findByRole('alert');
    expect(fake.calls).toEqual([{ name: 'panel.hello', request: { token: 'token-1' } }]);
  });

  test('a browser that cannot prove visibility confirms in another window', async () => {
    const fake = createOpenClient({
      'panel.hello': () => success(proposal.proposal),
      'job.start': () => success({ awaitsConfirmation: true }),
      'plan.follow': () => success({ isDeclined: false }),
    });
    show(fake, opening, framed);
    await plan();
    press(/^Apply/);
    await screen.findByText('Confirm in the window that opened');
    expect(asked(fake, 'job.start')[0]?.request).toEqual({ planId: 'plan-1', isProven: false });
    fake.replies['plan.follow'] = () => success({ jobId: 'job-1', isDeclined: false });
    expect(await screen.findByRole('table', { name: 'Results' }, { timeout: 3000 })).toBeTruthy();
  });

  test('a declined confirmation changes nothing and says so', async () => {
    const fake = createOpenClient({
      'panel.hello': () => success(proposal.proposal),
      'job.start': () => success({ awaitsConfirmation: true }),
      'plan.follow': () => success({ isDeclined: true }),
    });
    show(fake, opening, framed);
    await plan();
    press(/^Apply/);
    expect(await screen.findByText('Not confirmed. Nothing was changed.')).toBeTruthy();
  });
});

describe('job', () => {
  const job: Opening = { kind: 'job', jobId: 'job-1' };

  test('progress, results and buttons of a running job', async () => {
    const rows = [rowOf(0, 'confirmed'), rowOf(1, 'waiting')];
    const fake = createOpenClient({
      'job.read': ({ after }) =>
        success({ ...viewOf(after < 1 ? rows : [], { state: 'running' }), total: 2, timeLeftMs: 2000 }),
      'job.pause': () => success(null),
    });
    show(fake, job);
    const bar = await screen.findByRole('progressbar', { name: 'Progress' });
    expect([bar.getAttribute('aria-valuenow'), bar.getAttribute('aria-valuemax')]).toEqual(['1', '2']);
    expect(bar.getAttribute('aria-valuetext')).toContain('about 2 sec left');
    const table = screen.getByRole('table', { name: 'Results' });
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map((head) => head.textContent),
    ).toEqual(['Account', 'Image', 'Outcome', 'Detail']);
    expect(within(table).getAllByRole('row')).toHaveLength(3);
    expect(
      within(table)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    ).toContain('Waiting');
    press('Pause');
    expect(asked(fake, 'job.pause')).toHaveLength(1);
  });

  test('an ended job can be retried, undone and exported', async () => {
    const rows = [rowOf(0, 'confirmed'), rowOf(1, 'refused', { failure: { kind: 'account-not-found' } })];
    const fake = createOpenClient({
      'job.read': ({ jobId }) => success(viewOf(rows, { id: jobId })),
      'job.undo': () => success({ jobId: 'job-2' }),
    });
    show(fake, job);
    await screen.findByRole('button', { name: 'Retry refused' });
    press('Export CSV');
    expect(saved.at(-1)?.text).toContain('Refused');
    press('Undo this job');
    await screen.findByRole('heading', { level: 1 });
    await expect.poll(() => asked(fake, 'job.read').at(-1)?.request).toEqual({ jobId: 'job-2', after: -1 });
  });

  test('what was asked for in another window is followed here', async () => {
    let undoneBy: string | undefined;
    const fake = createOpenClient({
      'job.read': ({ jobId }) =>
        success({
          ...viewOf([rowOf(0, 'confirmed')], { id: jobId }),
          ...(jobId === 'job-1' && { undoneBy }),
        }),
      'job.undo': () => failed({ kind: 'confirmation-needed' }),
    });
    show(fake, job);
    await screen.findByRole('button', { name: 'Undo this job' });
    press('Undo this job');
    await screen.findByText(/Press it again in the window that opened/);
    undoneBy = 'job-2';
    await expect
      .poll(() => asked(fake, 'job.read').at(-1)?.request, { timeout: 8000 })
      .toEqual({ jobId: 'job-2', after: -1 });
    expect(screen.queryByText(/Press it again in the window that opened/)).toBeNull();
  });

  test('a waiting job says why and what to do', async () => {
    const fake = createOpenClient({
      'job.read': () =>
        success(viewOf([rowOf(0, 'waiting')], { state: 'waiting', cause: { kind: 'vault-locked' } })),
    });
    show(fake, job);
    expect(await screen.findByRole('button', { name: 'Open keys' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Resume' })).toBeTruthy();
  });
});

describe('the address book', () => {
  const labelOf = (account: string, label: string, more: Partial<BookLabel> = {}): BookLabel => ({
    cloud: 'tencent',
    account,
    label,
    groups: [],
    isTrusted: false,
    ...more,
  });
  const withBook = (labels: BookLabel[], rules: TrustRules = noTrustRules) =>
    createOpenClient({ 'book.labels': () => success({ labels, rules }) });
  const acme = labelOf('100000000001', 'Acme Robotics', { groups: ['partners-eu'] });
  const beta = labelOf('100000000002', 'Beta', { groups: ['partners-eu'], isTrusted: true });

  test('a group stands for its accounts, by name or by choice, with their names beside them', async () => {
    const fake = withBook([acme, beta, { ...beta, cloud: 'alibaba', groups: ['other-cloud'] }]);
    show(fake);
    await paste('@partners-eu');
    const summary = screen.getByRole('status', { name: 'Paste summary' });
    await expect.poll(() => summary.textContent).toBe('2 accounts');
    expect(screen.getByRole('list', { name: 'Pasted entries' }).textContent).toContain('Acme Robotics');
    const picker = screen.getByRole('combobox', { name: 'Add a group' });
    expect(picker.textContent).not.toContain('other-cloud');
    await paste('');
    fireEvent.change(picker, { target: { value: 'partners-eu' } });
    expect(screen.getByRole('textbox', { name: 'Account IDs' })).toHaveProperty('value', '@partners-eu\n');
    press('Review plan');
    const region = await screen.findByRole('region', { name: 'Plan' });
    expect(asked(fake, 'plan.make')[0]?.request).toMatchObject({ accounts: [acme.account, beta.account] });
    expect(region.textContent).toContain('Acme Robotics');
  });

  test('names that stand beside pasted accounts are kept with one press, those in the book stay', async () => {
    const fake = withBook([acme]);
    const named: BookLabel[] = [acme];
    fake.replies['book.labels'] = () => success({ labels: [...named], rules: noTrustRules });
    fake.replies['book.name'] = ({ names }) => {
      named.push(...names.map(({ account, label }) => labelOf(account, label)));
      return success({ named: names.length });
    };
    show(fake);
    await paste('Other name\t100000000001\nGamma Ltd\t100000000003\nDelta GmbH\t100000000004');
    press('Save 2 names to the address book');
    await screen.findByText('2 names saved');
    expect(asked(fake, 'book.name')).toEqual([
      {
        name: 'book.name',
        request: {
          cloud: 'tencent',
          names: [
            { account: '100000000003', label: 'Gamma Ltd' },
            { account: '100000000004', label: 'Delta GmbH' },
          ],
        },
      },
    ]);
    expect(screen.queryByRole('button', { name: /names to the address book/ })).toBeNull();
  });

  test('a group that is not in the book is named', async () => {
    show(withBook([acme]));
    await paste('@partners-us');
    expect((await screen.findByText(/no group with this name/)).textContent).toContain('@partners-us');
  });

  test('a plan warns of accounts outside the trusted list', async () => {
    show(withBook([acme, beta]));
    await plan();
    const warning = await screen.findByRole('region', { name: 'Outside the trusted list' });
    expect(within(warning).getByRole('alert').textContent).toContain('1 account is not on your trusted list');
    fireEvent.click(within(warning).getByText('Outside the trusted list'));
    expect((await within(warning).findByRole('list')).textContent).toBe('100000000001Acme Robotics');
  });

  test.each([
    ['nobody is trusted', [acme], noTrustRules],
    ['the warning is off', [acme, beta], { groups: [], isWarning: false }],
    [
      'a group of theirs is trusted',
      [acme, { ...beta, isTrusted: false }],
      { groups: ['partners-eu'], isWarning: true },
    ],
  ])('a plan does not warn when %s', async (_, labels, rules) => {
    show(withBook(labels, rules));
    await plan();
    await expect
      .poll(() => screen.getByRole('region', { name: 'Plan' }).textContent)
      .toContain('Acme Robotics');
    expect(screen.queryByRole('region', { name: 'Outside the trusted list' })).toBeNull();
  });

  test('names stand in the results and in their export', async () => {
    show(withBook([acme]));
    await plan();
    press(/^Apply/);
    const table = await screen.findByRole('table', { name: 'Results' });
    await expect
      .poll(() => within(table).getAllByRole('cell')[0]?.textContent)
      .toBe('100000000001Acme Robotics');
    press('Export CSV');
    expect(saved.at(-1)?.text).toContain('100000000001,Acme Robotics,golden');
  });
});
