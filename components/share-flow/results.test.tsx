import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { noTrustRules } from '../../lib/domain/book';
import type { CallRecord } from '../../lib/domain/history';
import type { JobRow } from '../../lib/domain/job';
import { failed, success } from '../../lib/domain/result';
import { LabelsProvider } from '../book/labels';
import { ClientContext } from '../client-context';
import type { ShareEnvironment } from './environment';
import { createFakeClient, type FakeClient, rowOf, viewOf } from './fake-cloud';
import { mergeView } from './job-progress';
import { ResultsTable } from './results-table';

const refusal = {
  kind: 'account-not-found',
  code: 'InvalidAccountId.NotFound',
  requestId: 'request-1',
  message: 'no such uin',
} as const;
const rows: JobRow[] = [
  ...Array.from({ length: 9 }, (_, index) => rowOf(index, 'confirmed')),
  rowOf(9, 'refused', { failure: refusal }),
  rowOf(10, 'unknown'),
  rowOf(11, 'refused', { account: '100000000011', imageId: 'img-other', failure: refusal }),
];

let fake: FakeClient;
let saved: { name: string; text: string; type?: string | undefined }[];
let clipboard: string[];
let canCopy: boolean;
const answeredAt = Date.UTC(2026, 10, 22, 8);
const callAbout = (account: string): CallRecord => ({
  sentAt: answeredAt - 80,
  answeredAt,
  imageId: 'img-6pb6lrmy',
  action: 'share',
  accounts: ['100000000001', account],
  requestId: `request-${account}`,
});

beforeEach(() => {
  saved = [];
  clipboard = [];
  canCopy = true;
  fake = createFakeClient({
    'book.labels': () =>
      success({
        labels: [
          { cloud: 'tencent', account: '100000000003', label: 'Acme', groups: [], isTrusted: false },
        ] as never,
        rules: noTrustRules,
      }),
    'history.read': () => {
      const { job, counts } = viewOf(rows);
      return success({ job, plannedAt: 0, planned: [], rows, counts, calls: [callAbout('100000000002')] });
    },
  });
});
afterEach(cleanup);

const environment: ShareEnvironment = {
  isFramed: false,
  canProve: false,
  isTrusted: () => true,
  isPresent: () => true,
  armsInMs: () => 0,
  close: () => {},
  saveFile: (name, text, type) => saved.push({ name, text, type }),
  copyText: async (text) => canCopy && clipboard.push(text) > 0,
  now: () => answeredAt,
};
const show = (shown = rows) =>
  render(
    <ClientContext.Provider value={fake.client}>
      <LabelsProvider>
        <ResultsTable progress={mergeView(undefined, viewOf(shown))} environment={environment} />
      </LabelsProvider>
    </ClientContext.Provider>,
  );
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const accountsShown = () =>
  screen.getAllByRole('button', { expanded: false }).map(({ textContent }) => textContent);

describe('results', () => {
  test('are narrowed to an outcome, told with its count, and to accounts by number or name', async () => {
    show();
    press('Refused 2');
    expect(accountsShown()).toEqual(['100000000010', '100000000011']);
    press('All 12');
    const search = screen.getByRole('searchbox', { name: 'Search results' });
    fireEvent.input(search, { target: { value: '000010' } });
    expect(accountsShown()).toEqual(['100000000010']);
    fireEvent.input(search, { target: { value: 'acm' } });
    await expect.poll(accountsShown).toEqual(['100000000003Acme']);
    expect(screen.getByText('1 result')).toBeDefined();
    fireEvent.input(search, { target: { value: 'nobody' } });
    expect(screen.getByText('Nothing fits.')).toBeDefined();
  });

  test('open a row with the words of the cloud and the ids of the requests that were about it', async () => {
    show();
    press('100000000010');
    const table = screen.getByRole('table', { name: 'Results' });
    expect(await within(table).findByText('no such uin')).toBeDefined();
    expect(within(table).getByText('request-1')).toBeDefined();
    press(/^100000000002/);
    expect(await within(table).findByText(/^request-100000000002 · 2026-11-2/)).toBeDefined();
    expect(within(table).queryByText('no such uin')).toBeNull();
    press(/^100000000005/);
    expect(await within(table).findByText('not sent to the cloud')).toBeDefined();
  });

  test('are gone through by arrows, and left by Escape', () => {
    show();
    const list = screen.getByRole('rowgroup', { name: 'Results' });
    list.focus();
    fireEvent.keyDown(list, { key: 'Enter' });
    const seen = () => document.activeElement?.textContent;
    expect(seen()).toBe('100000000010');
    const go = (key: string) => fireEvent.keyDown(document.activeElement ?? list, { key });
    go('ArrowDown');
    expect(seen()).toBe('100000000011');
    go('ArrowDown');
    go('ArrowUp');
    expect(seen()).toBe('100000000011');
    go('Escape');
    expect(document.activeElement).toBe(list);
  });
});

describe('failed accounts', () => {
  test('are copied, refused and unknown ones, each once', async () => {
    const twice = [...rows, rowOf(12, 'refused', { account: '100000000010', imageId: 'img-other' })];
    show(twice);
    press('Copy failed IDs');
    expect(await screen.findByText('2 account IDs copied.')).toBeDefined();
    expect(clipboard).toEqual(['100000000010\n100000000011']);
  });

  test('stand selected in a field where the browser keeps the clipboard away', async () => {
    canCopy = false;
    show();
    press('Copy failed IDs');
    const field = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Failed account IDs' });
    expect(field.value).toBe('100000000010\n100000000011');
    await expect.poll(() => document.activeElement === field).toBe(true);
  });

  test('are not offered where nothing failed', () => {
    show([rowOf(0, 'confirmed')]);
    expect(screen.queryByRole('button', { name: 'Copy failed IDs' })).toBeNull();
  });
});

describe('the export as JSON', () => {
  test('has every row with request ids and times', async () => {
    show();
    await screen.findByText('Acme');
    press('Export JSON');
    await expect.poll(() => saved.length).toBe(1);
    expect(saved[0]).toMatchObject({ type: 'application/json', name: 'image-roster-history-job-1.json' });
    const [job] = JSON.parse(saved[0]?.text ?? '').jobs;
    expect(job.results).toHaveLength(12);
    expect(job.results[1]).toMatchObject({
      account: '100000000002',
      outcome: 'confirmed',
      requestIds: ['request-100000000002'],
      answeredAt: expect.stringMatching(/^2026-11-2/),
    });
    expect(job.results[2].label).toBe('Acme');
  });

  test('says why it could not be made', async () => {
    fake.replies['history.read'] = () => failed({ kind: 'job-missing' });
    show();
    press('Export JSON');
    expect((await screen.findByRole('alert')).textContent).not.toBe('');
    expect(saved).toEqual([]);
  });
});
