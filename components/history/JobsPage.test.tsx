import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { success } from '../../lib/domain/result';
import type { Client } from '../../lib/messaging/client';
import type { JobSummary } from '../../lib/messaging/views';
import { LabelsProvider } from '../book/labels';
import { ClientContext } from '../client-context';
import { FakeCloud } from '../share-list/fake-cloud';
import { quickClock } from '../share-list/test-values';
import { JobsPage } from './JobsPage';
import { evidenceOf, jobOf } from './test-jobs';

let cloud: FakeCloud;
let saved: { name: string; text: string }[];
let searches: unknown[];
beforeEach(() => {
  cloud = new FakeCloud([]);
  saved = [];
  searches = [];
});
afterEach(cleanup);

const show = (jobs: JobSummary[], found: string[] = []) => {
  cloud.jobList = jobs;
  // Two calls more than the fake background has; their types follow from their names.
  const client = (async (name: string, request: never) => {
    if (name === 'history.find') {
      searches.push(request);
      return success(found);
    }
    if (name === 'history.read') {
      const { jobId } = request as { jobId: string };
      const summary = jobs.find(({ job }) => job.id === jobId && jobId !== 'gone');
      return summary ? success(evidenceOf(summary)) : { ok: false, failure: { kind: 'job-missing' } };
    }
    return cloud.client(name as 'job.list', request);
  }) as Client;
  render(
    <ClientContext.Provider value={client}>
      <LabelsProvider>
        <JobsPage clock={quickClock()} save={(name, text) => saved.push({ name, text })} />
      </LabelsProvider>
    </ClientContext.Provider>,
  );
};
const titles = async () => {
  const list = await screen.findByRole('list', { name: 'Jobs' });
  return within(list)
    .getAllByRole('link')
    .map((link) => link.getAttribute('href')?.replace('panel.html?job=', ''));
};
const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }));
const choose = (name: string, value: string) =>
  fireEvent.change(screen.getByRole('combobox', { name }), { target: { value } });

test('a job says who, when and what came of it', async () => {
  show([jobOf('job-1')]);
  const list = await screen.findByRole('list', { name: 'Jobs' });
  expect(list.textContent).toContain('Production · 100000000001');
  expect(list.textContent).toContain('img-00000001');
});

test('filters narrow the list by kind, state and day', async () => {
  show([
    jobOf('a'),
    jobOf('b', { mode: 'revoke' }, { refused: 1 }, 1),
    jobOf('c', { mode: 'revoke', undoes: 'a' }, {}, 5),
    jobOf('d', { state: 'running', endedAt: undefined }, {}, 9),
  ]);
  expect(await titles()).toEqual(['a', 'b', 'c', 'd']);
  choose('Kind', 'revoke');
  expect(await titles()).toEqual(['b']);
  choose('Kind', 'undo');
  expect(await titles()).toEqual(['c']);
  choose('Kind', '');
  choose('State', 'refused');
  expect(await titles()).toEqual(['b']);
  choose('State', 'under-way');
  expect(await titles()).toEqual(['d']);
  choose('State', '');
  fireEvent.input(screen.getByLabelText('From'), { target: { value: '2026-11-15' } });
  fireEvent.input(screen.getByLabelText('To'), { target: { value: '2026-11-21' } });
  expect(await titles()).toEqual(['b', 'c']);
  fireEvent.input(screen.getByLabelText('To'), { target: { value: '2026-11-10' } });
  await screen.findByText(/No job matches/);
});

test('a search goes to the background, with the accounts that the address book calls so', async () => {
  const entry = {
    cloud: 'tencent',
    account: '100000000117',
    label: 'Acme',
    notes: '',
    tags: [],
    groups: [],
    isTrusted: false,
  } as const;
  cloud.book.entries = [{ ...entry, tags: [], groups: [] }];
  show([jobOf('a'), jobOf('b')], ['b']);
  await titles();
  fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'acme' } });
  await waitFor(async () => expect(await titles()).toEqual(['b']));
  expect(searches.at(-1)).toEqual({ text: 'acme', accounts: ['100000000117'] });
  fireEvent.input(screen.getByRole('searchbox'), { target: { value: '' } });
  await waitFor(async () => expect(await titles()).toEqual(['a', 'b']));
});

test('undo is offered while it makes sense, and asks first', async () => {
  show([
    jobOf('a'),
    jobOf('b', {}, { confirmed: 0 }),
    jobOf('c', { state: 'running', endedAt: undefined }),
    jobOf('d', { undoes: 'x' }),
    jobOf('x'),
  ]);
  await titles();
  expect(screen.getAllByRole('button', { name: /^Undo job of/ })).toHaveLength(2);
  expect(screen.getByText('Taken back')).toBeTruthy();
  fireEvent.click(screen.getAllByRole('button', { name: /^Undo job of/ })[0] ?? document.body);
  await screen.findByText(/Take 2 changes back/);
  expect(cloud.asked('job.undo')).toEqual([]);
  cloud.failures.set('job.undo', { kind: 'vault-locked' });
  await press('Confirm undo');
  await screen.findByRole('alert');
  expect(cloud.asked('job.undo')).toEqual([{ jobId: 'a', isProven: true }]);
});

test('what is shown is exported, or one job alone, in the chosen format', async () => {
  show([jobOf('a'), jobOf('b', { mode: 'revoke' })]);
  await titles();
  await press('Export 2 jobs');
  await waitFor(() => expect(saved).toHaveLength(1));
  expect(saved[0]?.text).toContain('no answer; ');
  choose('Kind', 'revoke');
  choose('Format', 'json');
  await press(/^Export job of/);
  await waitFor(() => expect(saved).toHaveLength(2));
  expect(saved[1]?.name).toBe('image-roster-history-b.json');
});

test('a job that cannot be read ends the export with a sentence, and no file', async () => {
  const broken = jobOf('a');
  show([broken]);
  await titles();
  broken.job = { ...broken.job, id: 'gone' };
  await press('Export 1 job');
  await screen.findByRole('alert');
  expect(saved).toEqual([]);
});

test('1,000 jobs draw only what is seen', async () => {
  show(Array.from({ length: 1_000 }, (_, at) => jobOf(`job-${at}`)));
  expect((await titles()).length).toBeLessThan(60);
  expect(screen.getByText('1,000 jobs')).toBeTruthy();
});
