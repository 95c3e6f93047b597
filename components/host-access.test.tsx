import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, expect, test, vi } from 'vitest';
import { HostAccessContext, HostNote, type HostUse } from './host-access';
import { FailureNote } from './ui/failure-note';

afterEach(cleanup);

const show = (request: () => Promise<boolean>, kind: 'permission-missing' | 'unreachable') =>
  render(
    <HostAccessContext.Provider value={{ missing: async () => [], request }}>
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

test('what the browser keeps away is said with what does not work, and asked for in place', async () => {
  let missing: HostUse[] = ['consoles'];
  const request = vi.fn(async () => {
    missing = [];
    return true;
  });
  render(
    <HostAccessContext.Provider value={{ missing: async () => missing, request }}>
      <HostNote />
    </HostAccessContext.Provider>,
  );
  expect((await screen.findByRole('status')).textContent).toContain('the button does not appear');
  expect(screen.queryByText(/clouds' APIs nothing/)).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Allow access' }));
  expect(request.mock.calls).toEqual([[['consoles']]]);
  await waitFor(() => expect(screen.queryByRole('status')).toBeNull());
});

test('what was taken away in the browser’s settings meanwhile is seen when a person comes back', async () => {
  let missing: HostUse[] = [];
  render(
    <HostAccessContext.Provider value={{ missing: async () => missing, request: async () => false }}>
      <HostNote />
    </HostAccessContext.Provider>,
  );
  missing = ['apis'];
  fireEvent.focus(window);
  expect((await screen.findByRole('status')).textContent).toContain('nothing can be read');
});
