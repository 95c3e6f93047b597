import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import type { Client } from '../../lib/messaging/client';
import type { StorageState } from '../../lib/messaging/views';
import { ClientContext } from '../client-context';
import { StorageNote } from './StorageNote';

afterEach(cleanup);

const none: StorageState = { damaged: [], last: 0, newer: [] };

const show = (first: StorageState) => {
  let state = first;
  const calls: [string, unknown][] = [];
  const saved: string[] = [];
  const answer = async (name: string, request: unknown) => {
    calls.push([name, request]);
    if (name === 'storage.dismiss') state = { ...state, damaged: [] };
    if (name === 'storage.export') return { ok: true, value: { text: '{"records":[]}' } };
    return { ok: true, value: name === 'storage.read' ? state : null };
  };
  render(
    // The three calls of this note alone are answered.
    <ClientContext.Provider value={answer as unknown as Client}>
      <StorageNote save={(name, text) => saved.push(`${name} ${text}`)} />
    </ClientContext.Provider>,
  );
  return { calls, saved };
};

test('says nothing where everything could be read', async () => {
  const { calls } = show(none);
  await waitFor(() => expect(calls).toHaveLength(1));
  expect(document.body.textContent).toBe('');
});

test('names damaged records, hands them out, and deletes them after a second press', async () => {
  const { calls, saved } = show({
    damaged: [
      { place: 'plans', count: 1 },
      { place: 'journal', count: 2 },
    ],
    last: 7,
    newer: [],
  });
  await screen.findByText('3 damaged records were set aside.');
  expect(screen.getByRole('status').textContent).toContain("1 plan, 2 lines of jobs' journals");
  fireEvent.click(screen.getByRole('button', { name: 'Export' }));
  await waitFor(() => expect(saved).toEqual(['image-roster-damaged-records.json {"records":[]}']));
  fireEvent.click(screen.getByRole('button', { name: 'Delete damaged records' }));
  expect(calls.map(([name]) => name)).not.toContain('storage.dismiss');
  fireEvent.click(await screen.findByRole('button', { name: 'Confirm delete' }));
  await waitFor(() => expect(screen.queryByText(/damaged/)).toBeNull());
  expect(calls).toContainEqual(['storage.dismiss', { last: 7 }]);
});

test('tells records of a newer version apart, and offers no way to delete them', async () => {
  show({ ...none, newer: [{ place: 'jobs', count: 1 }] });
  await screen.findByText(/1 record was written by a newer version/);
  expect(screen.getByRole('status').textContent).toContain('Update the extension');
  expect(screen.queryByRole('button')).toBeNull();
});
