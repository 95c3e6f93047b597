import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from '../../scripts/browsers.mjs';
import { launchArguments } from '../drivers/chromium.ts';
import { openProtocol, type Protocol } from '../drivers/protocol.ts';
import { type DriverOptions, until, welcomePath } from '../drivers/surface.ts';
import type { Page } from './talk.ts';

/** A Chromium that no driver is attached to: drivers attach to the worker, and it then never goes idle. */
export interface BareChromium {
  /** Runs `work` with a page of the extension; only while it runs is anything attached, and only to that page. */
  withPage<Value>(path: string, work: (page: Page) => Promise<Value>): Promise<Value>;
  /** Names of the workers that live now, one for each life; asks the browser, touches none of them. */
  workers(): Promise<string[]>;
  /** For whatever else is to be asked. */
  protocol: Protocol;
  /** Of the extension's pages. */
  origin: string;
  /** The browser's main process. */
  pid: number;
  close(): Promise<void>;
}

interface Target {
  targetId: string;
  type: string;
  url: string;
}

const pageOver = ({ send }: Protocol, sessionId: string): Page => ({
  evaluate: async <Value>(expression: string) => {
    const { result } = await send<{ result: { value: Value } }>(
      'Runtime.evaluate',
      { expression, awaitPromise: true, returnByValue: true },
      sessionId,
    );
    return result.value;
  },
});

const end = (main: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    main.once('exit', () => resolve());
    main.kill();
  });

/** Starts Chromium with the built extension. Fails when there is none or the worker does not start. */
export const openBareChromium = async (options: DriverOptions): Promise<BareChromium> => {
  const executablePath = findBrowser('chromium');
  if (!executablePath) throw new Error('no Chromium found: set CHROMIUM_BIN');
  const given = [`--user-data-dir=${options.profile}`, '--remote-debugging-port=0', 'about:blank'];
  const main = spawn(executablePath, [...launchArguments(options), ...given], { stdio: 'ignore' });
  const portFile = join(options.profile, 'DevToolsActivePort');
  await until('the debugging port', async () => existsSync(portFile) || undefined);
  const [port, path] = readFileSync(portFile, 'utf8').trim().split('\n');
  const protocol = await openProtocol(`ws://127.0.0.1:${port}${path}`);
  const { send } = protocol;
  const targets = async () => (await send<{ targetInfos: Target[] }>('Target.getTargets', {})).targetInfos;
  const worker = await until('the worker', async () =>
    (await targets()).find(
      ({ type, url }) => type === 'service_worker' && url.startsWith('chrome-extension:'),
    ),
  );
  const welcome = await until('the tab that the install opens', async () =>
    (await targets()).find(({ url }) => url.endsWith(welcomePath)),
  );
  await send('Target.closeTarget', { targetId: welcome.targetId });
  const origin = worker.url.split('/').slice(0, 3).join('/');
  return {
    protocol,
    origin,
    pid: main.pid ?? 0,
    withPage: async (address, work) => {
      const { targetId } = await send<{ targetId: string }>('Target.createTarget', {
        url: `${origin}/${address}`,
      });
      const { sessionId } = await send<{ sessionId: string }>('Target.attachToTarget', {
        targetId,
        flatten: true,
      });
      const page = pageOver(protocol, sessionId);
      await until(
        'the page',
        async () => (await page.evaluate('document.readyState === "complete"')) || undefined,
      );
      try {
        return await work(page);
      } finally {
        await send('Target.closeTarget', { targetId });
      }
    },
    workers: async () =>
      (await targets()).filter(({ type }) => type === 'service_worker').map(({ targetId }) => targetId),
    close: async () => {
      protocol.close();
      await end(main);
    },
  };
};
