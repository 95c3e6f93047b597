import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from '../../scripts/browsers.mjs';
import { launchArguments } from '../drivers/chromium.ts';
import { type DriverOptions, until, welcomePath } from '../drivers/surface.ts';
import type { Page } from './talk.ts';

/** A Chromium that no driver is attached to: drivers attach to the worker, and it then never goes idle. */
export interface BareChromium {
  /** Runs `work` with a page of the extension; only while it runs is anything attached, and only to that page. */
  withPage<Value>(path: string, work: (page: Page) => Promise<Value>): Promise<Value>;
  /** Names of the workers that live now, one for each life; asks the browser, touches none of them. */
  workers(): Promise<string[]>;
  close(): Promise<void>;
}

interface Target {
  targetId: string;
  type: string;
  url: string;
}

interface Answer {
  id?: number;
  result?: unknown;
  error?: { message: string };
}

/** Speaks the protocol over a plain socket. */
const openProtocol = async (address: string) => {
  const socket = new WebSocket(address);
  const waiting = new Map<number, (answer: Answer) => void>();
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', reject);
  });
  socket.addEventListener('message', ({ data }) => {
    const answer = JSON.parse(String(data)) as Answer; // by the protocol
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer);
  });
  let last = 0;
  const send = async <Value>(method: string, params: object, sessionId?: string): Promise<Value> => {
    last += 1;
    const id = last;
    const answered = new Promise<Answer>((resolve) => waiting.set(id, resolve));
    socket.send(JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) }));
    const { result, error } = await answered;
    waiting.delete(id);
    if (error) throw new Error(`${method}: ${error.message}`);
    return result as Value; // its shape is the protocol's, per method
  };
  return { send, close: () => socket.close() };
};

type Protocol = Awaited<ReturnType<typeof openProtocol>>;

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
