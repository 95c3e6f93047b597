import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ClientContext } from '../client-context';
import { reportUse } from '../report-use';
import { FakeCloud } from '../share-list/fake-cloud';
import { quickClock } from '../share-list/test-values';
import { Workspace } from '../workspace/Workspace';

let cloud: FakeCloud;

beforeEach(() => {
  cloud = new FakeCloud([]);
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const show = (hash = '#settings') => {
  location.hash = hash;
  return render(
    <ClientContext.Provider value={cloud.client}>
      <Workspace clock={quickClock()} />
    </ClientContext.Provider>,
  );
};
const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }));
const type = async (label: string | RegExp, value: string) =>
  fireEvent.input(await screen.findByLabelText(label), { target: { value } });
const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name });
const fieldValue = (label: string) => screen.getByLabelText<HTMLInputElement>(label).value;

describe('the lock', () => {
  test('is set to a time of a few, and says that a job is finished first', async () => {
    show();
    const field = await screen.findByRole<HTMLSelectElement>('combobox', {
      name: 'Lock keys when unused for',
    });
    expect(
      within(field)
        .getAllByRole('option')
        .map(({ textContent }) => textContent),
    ).toEqual([
      '5 minutes',
      '15 minutes',
      '30 minutes',
      '1 hour',
      '4 hours',
      'Never while the browser is open',
    ]);
    expect(field.value).toBe('30');
    expect(screen.getByText(/A running job is finished first/)).toBeDefined();
    fireEvent.change(field, { target: { value: 'never' } });
    await waitFor(() => expect(field.value).toBe('never'));
    fireEvent.change(field, { target: { value: '5' } });
    await waitFor(() =>
      expect(cloud.asked('settings.write')).toEqual([{ lockAfter: 'never' }, { lockAfter: 5 }]),
    );
  });

  test('can be turned at once, and then says so', async () => {
    show();
    await press('Lock now');
    expect(await screen.findByText('The keys are locked.')).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Lock now' })).toBeNull();
  });

  test('tells a setting that could not be kept', async () => {
    cloud.failures.set('settings.write', { kind: 'storage-failed' });
    show();
    const field = await screen.findByRole('combobox', { name: 'Lock keys when unused for' });
    fireEvent.change(field, { target: { value: '5' } });
    expect((await screen.findByRole('alert')).textContent).not.toBe('');
    expect(cloud.set.settings.lockAfter).toBe(30);
  });
});

test('notices of the system can be switched off', async () => {
  show();
  const field = await screen.findByRole('combobox', { name: 'When a job ends or waits for you' });
  expect(field).toHaveProperty('value', 'on');
  expect(screen.getByText(/names no account/)).toBeDefined();
  fireEvent.change(field, { target: { value: 'off' } });
  await waitFor(() => expect(cloud.asked('settings.write')).toEqual([{ jobNotices: 'off' }]));
});

describe('a change of the passphrase', () => {
  test('takes the present one and the new one twice, and empties the fields', async () => {
    show();
    await type('Present passphrase', 'dummy passphrase');
    await type('New passphrase', 'another passphrase');
    await type('Repeat passphrase', 'another passphrasf');
    await press('Change passphrase');
    expect(await screen.findByText(/two passphrases differ/)).toBeDefined();
    expect(cloud.asked('vault.change')).toEqual([]);
    await type('Repeat passphrase', 'another passphrase');
    await press('Change passphrase');
    expect(await screen.findByText(/The old one no longer works/)).toBeDefined();
    expect(cloud.asked('vault.change')).toEqual([
      { present: 'dummy passphrase', next: 'another passphrase' },
    ]);
    for (const label of ['Present passphrase', 'New passphrase', 'Repeat passphrase'])
      expect(fieldValue(label)).toBe('');
  });

  test('is done by the enter key too', async () => {
    show();
    await type('Present passphrase', 'dummy passphrase');
    await type('New passphrase', 'another passphrase');
    await type('Repeat passphrase', 'another passphrase');
    fireEvent.keyDown(screen.getByLabelText('Repeat passphrase'), { key: 'Enter' });
    await waitFor(() => expect(cloud.asked('vault.change')).toHaveLength(1));
  });

  test('refused keeps the new one typed, so that only the wrong one is typed again', async () => {
    cloud.failures.set('vault.change', { kind: 'wrong-passphrase' });
    show();
    await type('Present passphrase', 'wrong passphrase');
    await type('New passphrase', 'another passphrase');
    await type('Repeat passphrase', 'another passphrase');
    await press('Change passphrase');
    expect((await screen.findByRole('alert')).textContent).toContain('This is not the passphrase.');
    expect(fieldValue('Present passphrase')).toBe('');
    expect(fieldValue('New passphrase')).toBe('another passphrase');
  });

  test('is not offered where there is no vault', async () => {
    cloud.vault = 'none';
    show();
    await screen.findByRole('region', { name: 'Forget everything' });
    expect(screen.queryByRole('region', { name: 'Change passphrase' })).toBeNull();
  });
});

describe('the wait after wrong passphrases', () => {
  test('is told when the form opens, counts down, and holds the button', async () => {
    vi.useFakeTimers();
    cloud.vault = 'locked';
    cloud.set.waitMs = 3_000;
    show('#keys');
    await vi.advanceTimersByTimeAsync(0);
    await type('Passphrase', 'dummy passphrase');
    expect(screen.getByRole('timer').textContent).toBe('Try again in 3 seconds.');
    expect(button('Unlock').disabled).toBe(true);
    const told = (text: string | undefined) =>
      vi.waitFor(() => expect(screen.queryByRole('timer')?.textContent).toBe(text), { timeout: 5_000 });
    await told('Try again in 1 second.');
    cloud.set.waitMs = 0;
    await told(undefined);
    expect(button('Unlock').disabled).toBe(false);
  });
});

describe('forgetting everything', () => {
  test('is done only after a word was typed, and says what becomes of running jobs', async () => {
    show();
    await press('Forget everything');
    expect(screen.getByText(/Running jobs stop at once/)).toBeDefined();
    expect(button('Forget everything now').disabled).toBe(true);
    await type('Type “forget” to go on', 'forge');
    fireEvent.keyDown(screen.getByLabelText('Type “forget” to go on'), { key: 'Enter' });
    expect(cloud.asked('everything.forget')).toEqual([]);
    await type('Type “forget” to go on', ' Forget ');
    await press('Forget everything now');
    expect(await screen.findByText('Everything is forgotten.')).toBeDefined();
    expect(cloud.asked('everything.forget')).toHaveLength(1);
    expect(await screen.findByText('There are no stored keys to lock yet.')).toBeDefined();
  });

  test('can be left, and tells when it failed', async () => {
    show();
    await press('Forget everything');
    await press('Keep everything');
    expect(screen.queryByLabelText(/Type/)).toBeNull();
    cloud.failures.set('everything.forget', { kind: 'storage-failed' });
    await press('Forget everything');
    await type(/Type/, 'forget');
    await press('Forget everything now');
    expect((await screen.findByRole('alert')).textContent).not.toBe('');
    expect(screen.queryByText('Everything is forgotten.')).toBeNull();
  });
});

describe('keys that cannot be read', () => {
  test('are told beside the others, with what to do, and are removed by a person alone', async () => {
    cloud.set.damaged = ['p9'];
    show('#keys');
    const list = await screen.findByRole('list', { name: 'Keys that cannot be read' });
    expect(list.textContent).toContain('damaged or changed');
    expect(list.textContent).toContain('Remove the record and enter the keys again.');
    expect(screen.getByRole('list', { name: 'Saved keys' })).toBeDefined();
    fireEvent.click(within(list).getByRole('button', { name: 'Remove' }));
    expect(cloud.asked('profiles.remove')).toEqual([]);
    fireEvent.click(within(list).getByRole('button', { name: 'Remove keys' }));
    await waitFor(() => expect(cloud.asked('profiles.remove')).toEqual([{ profileId: 'p9' }]));
  });
});

test('a use is told once in a while, and only when a person made it', () => {
  const page = new EventTarget();
  reportUse(cloud.client, page as Window);
  const make = (kind: string, timeStamp: number, isTrusted = true) => {
    const event = new Event(kind);
    Object.defineProperties(event, { isTrusted: { value: isTrusted }, timeStamp: { value: timeStamp } });
    page.dispatchEvent(event);
  };
  make('keydown', 1_000, false);
  make('focus', 1_000);
  expect(cloud.asked('vault.used')).toHaveLength(0);
  make('keydown', 1_000);
  make('pointerdown', 20_999);
  expect(cloud.asked('vault.used')).toHaveLength(1);
  make('wheel', 21_000);
  expect(cloud.asked('vault.used')).toHaveLength(2);
});
