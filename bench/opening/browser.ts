import { readdirSync, readFileSync } from 'node:fs';
import type { Protocol } from '../../e2e/drivers/protocol.ts';
import { until } from '../../e2e/drivers/surface.ts';
import type { BareChromium } from '../../e2e/sweep/bare-chromium.ts';

/** A page that is watched from its first moment on. */
export interface WatchedPage {
  sessionId: string;
  evaluate<Value>(expression: string): Promise<Value>;
  close(): Promise<void>;
}

const evaluateIn = async <Value>(
  { send }: Protocol,
  sessionId: string,
  expression: string,
): Promise<Value> => {
  const { result, exceptionDetails } = await send<{
    result: { value: Value };
    exceptionDetails?: { text: string };
  }>('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true }, sessionId);
  if (exceptionDetails) throw new Error(exceptionDetails.text);
  return result.value;
};

/**
 * Runs in a page before its own scripts: `shownAt` resolves with the moment at which an element stood in a drawn
 * frame, in milliseconds since the page's navigation began.
 */
export const watchFor = (selector: string): string => `globalThis.shownAt = new Promise((resolve) => {
  const drawn = () => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(performance.now());
    port2.postMessage(null);
  };
  const observer = new MutationObserver(() => {
    if (!document.querySelector(${JSON.stringify(selector)})) return;
    observer.disconnect();
    requestAnimationFrame(drawn);
  });
  observer.observe(document, { childList: true, subtree: true, attributes: true });
})`;

/** Opens a page of an extension. @param script runs in it before its own */
export const openWatched = async (
  { protocol }: BareChromium,
  url: string,
  script: string,
): Promise<WatchedPage> => {
  const { send } = protocol;
  const { targetId } = await send<{ targetId: string }>('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await send<{ sessionId: string }>('Target.attachToTarget', {
    targetId,
    flatten: true,
  });
  await send('Page.enable', {}, sessionId);
  await send('Page.addScriptToEvaluateOnNewDocument', { source: script }, sessionId);
  const loaded = new Promise<void>((resolve) => {
    protocol.on<{ frame: { url: string } }>('Page.frameNavigated', ({ frame }, from) => {
      if (from === sessionId && frame.url === url.split('#')[0]) resolve();
    });
  });
  await send('Page.navigate', { url }, sessionId);
  await loaded;
  return {
    sessionId,
    evaluate: (expression) => evaluateIn(protocol, sessionId, expression),
    close: async () => void (await send('Target.closeTarget', { targetId })),
  };
};

/** Ends every worker as the browser does after half a minute without work; resolves when none is left. */
export const stopWorkers = async (
  { protocol, workers }: BareChromium,
  { sessionId }: WatchedPage,
): Promise<void> => {
  await protocol.send('ServiceWorker.enable', {}, sessionId);
  await until('the end of the workers', async () => {
    await protocol.send('ServiceWorker.stopAllWorkers', {}, sessionId);
    return (await workers()).length === 0 || undefined;
  });
};

const readProcess = (pid: string, file: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
};

/**
 * @param rootPid the browser's main process
 * @returns MB that the processes of extensions hold for themselves alone; undefined where the system does not tell
 */
export const extensionMemory = (rootPid: number): number | undefined => {
  const parentOf = (pid: string) =>
    readProcess(pid, 'stat')
      .replace(/^.*\) /s, '')
      .split(' ')[1] ?? '';
  const isOurs = (pid: string): boolean =>
    pid === String(rootPid) || (pid !== '' && pid !== '0' && pid !== '1' && isOurs(parentOf(pid)));
  const kilobytes = readdirSync('/proc')
    .filter(
      (pid) =>
        /^\d+$/.test(pid) && readProcess(pid, 'cmdline').includes('--extension-process') && isOurs(pid),
    )
    .flatMap((pid) => [...readProcess(pid, 'smaps_rollup').matchAll(/^Private_\w+:\s+(\d+)/gm)])
    .reduce((sum, [, size]) => sum + Number(size), 0);
  return kilobytes === 0 ? undefined : kilobytes / 1024;
};
