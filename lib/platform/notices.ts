import { browser } from 'wxt/browser';
import type { Notice } from '../background/doors';
import { ownAddress } from './runtime';

const idStart = 'job:';

// WXT narrows the key to names known at build time; a test of the catalogs checks ours.
const readMessage = (key: string, values: string[] = []): string =>
  (browser.i18n as unknown as { getMessage(key: string, values: string[]): string }).getMessage(key, values);

const textOf = (notice: Notice): { title: string; message: string } => {
  if (notice.kind === 'waits') {
    const key = `failure_${notice.cause.kind.replaceAll('-', '_')}`;
    const message = [readMessage(key), readMessage(`${key}_next`)].join(' ');
    return { title: readMessage('notice_waits'), message };
  }
  const { confirmed, refused, unknown } = notice.counts;
  const numerals = new Intl.NumberFormat(browser.i18n.getUILanguage());
  const values = [confirmed, refused, unknown].map((number) => numerals.format(number));
  const message = readMessage(refused + unknown > 0 ? 'notice_partly' : 'notice_confirmed', values);
  return { title: readMessage('notice_ended'), message };
};

/** Shows a notice of the system's, in the browser's language; a newer one of the same job takes its place. */
export const showNotice = async (notice: Notice): Promise<void> => {
  const iconUrl = ownAddress('/icon/128.png');
  await browser.notifications.create(`${idStart}${notice.jobId}`, {
    type: 'basic',
    iconUrl,
    ...textOf(notice),
  });
};

/**
 * Calls `onPressed` with the job of each notice that was pressed, which then goes. To be called while the background's
 * module runs, or the press that started it is lost.
 */
export const onNoticePressed = (onPressed: (jobId: string) => void, signal: AbortSignal): void => {
  if (signal.aborted) return;
  const listener = (id: string) => {
    if (!id.startsWith(idStart)) return;
    void browser.notifications.clear(id);
    onPressed(id.slice(idStart.length));
  };
  browser.notifications.onClicked.addListener(listener);
  signal.addEventListener('abort', () => browser.notifications.onClicked.removeListener(listener));
};
