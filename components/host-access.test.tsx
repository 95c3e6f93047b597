import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, expect, test, vi } from 'vitest';
import { HostAccessContext } from './host-access';
import { FailureNote } from './ui/failure-note';

afterEach(cleanup);

const show = (request: () => Promise<boolean>, kind: 'permission-missing' | 'unreachable') =>
  render(
    <HostAccessContext.Provider value={request}>
      <FailureNote failure={{ kind }} />
    </HostAccessContext.Provider>,
  );

test('a missing permission is asked for in the press itself, and the answer is said', async () => {
  const request = vi.fn(async () => true);
  show(request, 'permission-missing');
  fireEvent.click(screen.getByRole('button', { name: 'Allow access' }));
  // No turn of the event loop between press and question, or the browser refuses it.
  expect(request).toHaveBeenCalledTimes(1);
  expect((await screen.findByRole('status')).textContent).toContain('Access is allowed');
  expect(screen.queryByRole('button')).toBeNull();
});

test('a refusal leaves the button and says where else it can be allowed', async () => {
  show(async () => false, 'permission-missing');
  fireEvent.click(screen.getByRole('button', { name: 'Allow access' }));
  expect((await screen.findByRole('status')).textContent).toContain("browser's settings");
  expect(screen.getByRole('button', { name: 'Allow access' })).toBeTruthy();
});

test('other failures ask for nothing', () => {
  show(async () => true, 'unreachable');
  expect(screen.queryByRole('button')).toBeNull();
});
