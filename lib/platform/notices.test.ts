import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { showRunning } from './badge';
import { onNoticePressed, showNotice } from './notices';

beforeEach(() => {
  vi.restoreAllMocks();
  fakeBrowser.reset();
  Object.assign(fakeBrowser.runtime, { getURL: (path: string) => `chrome-extension://dummy-id${path}` });
  Object.assign(fakeBrowser.i18n, {
    getUILanguage: () => 'en',
    getMessage: (key: string, values: string[] = []) => [key, ...values].join(' '),
  });
});

const counts = { waiting: 0, confirmed: 1_493, 'no-change': 3, refused: 0, unknown: 0 };

test('a notice says how a job ended, in numbers', async () => {
  const create = vi.spyOn(fakeBrowser.notifications, 'create');
  await showNotice({ kind: 'ended', jobId: 'j1', counts });
  await showNotice({ kind: 'ended', jobId: 'j1', counts: { ...counts, refused: 6, unknown: 1 } });
  expect(create.mock.calls).toMatchObject([
    ['job:j1', { type: 'basic', iconUrl: 'chrome-extension://dummy-id/icon/128.png', title: 'notice_ended' }],
    ['job:j1', { message: 'notice_partly 1,493 6 1' }],
  ]);
});

test('a notice of a job that waits says why and what to do', async () => {
  const create = vi.spyOn(fakeBrowser.notifications, 'create');
  await showNotice({
    kind: 'waits',
    jobId: 'j1',
    cause: { kind: 'vault-locked', message: 'x', requestId: 'r' },
  });
  expect(create).toHaveBeenCalledWith('job:j1', {
    type: 'basic',
    iconUrl: 'chrome-extension://dummy-id/icon/128.png',
    title: 'notice_waits',
    message: 'failure_vault_locked failure_vault_locked_next',
  });
});

test('a pressed notice leads to its job and goes, until the end; one of no job leads nowhere', async () => {
  const clear = vi.spyOn(fakeBrowser.notifications, 'clear');
  const life = new AbortController();
  const pressed: string[] = [];
  onNoticePressed((jobId) => pressed.push(jobId), life.signal);
  await fakeBrowser.notifications.onClicked.trigger('job:j1');
  await fakeBrowser.notifications.onClicked.trigger('other');
  expect(pressed).toEqual(['j1']);
  expect(clear.mock.calls).toEqual([['job:j1']]);
  life.abort();
  await fakeBrowser.notifications.onClicked.trigger('job:j2');
  expect(pressed).toEqual(['j1']);
});

test('the badge has the number of running jobs, and nothing when none runs', async () => {
  const texts: string[] = [];
  Object.assign(fakeBrowser, {
    action: {
      setBadgeBackgroundColor: async () => {},
      setBadgeTextColor: async () => {},
      setBadgeText: async ({ text }: { text: string }) => texts.push(text),
    },
  });
  await showRunning(2);
  await showRunning(0);
  expect(texts).toEqual(['2', '']);
});
