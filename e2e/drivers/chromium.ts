import { mkdirSync, readlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  type BrowserContext,
  type CDPSession,
  chromium,
  type Frame,
  type Locator,
  type Page,
} from 'playwright-core';
import { findBrowser } from '../../scripts/browsers.mjs';
import { readAll, readContents } from '../canary/contents.ts';
import {
  type ConsoleSurface,
  type Driver,
  type DriverOptions,
  type ElementState,
  type Name,
  type Surface,
  until,
  waitForState,
  welcomePath,
} from './surface.ts';

type Role = Parameters<Page['getByRole']>[0];

const readStates = (elements: Element[]): ElementState[] =>
  elements.map((element) => ({
    text: ((element as HTMLElement).innerText ?? '').replace(/\s+/g, ' ').trim(),
    value: String((element as HTMLInputElement).value ?? element.getAttribute('aria-valuenow') ?? ''),
    isEnabled: !element.matches(':disabled') && element.getAttribute('aria-disabled') !== 'true',
    isChecked:
      (element as HTMLInputElement).checked === true || element.getAttribute('aria-checked') === 'true',
  }));

/** A surface over a page or a frame of it; `scope` narrows the queries. */
const surfaceOf = (page: Page, frame: Frame, scope: Page | Frame | Locator): Surface => {
  const locate = (role: string, name?: Name) =>
    // Playwright's list of roles is a literal union; tests name roles of ARIA, and a wrong one fails there.
    scope.getByRole(role as Role, name === undefined ? {} : { name, exact: typeof name === 'string' });
  const surface: Surface = {
    within: (role, name) => surfaceOf(page, frame, locate(role, name).first()),
    all: (role, name) => locate(role, name).evaluateAll(readStates),
    waitFor: (role, name, accept, limitMs) => waitForState(surface, role, name, accept, limitMs),
    click: (role, name) => locate(role, name).first().click(),
    fill: (role, name, text) => locate(role, name).first().fill(text),
    type: (role, name, text) => locate(role, name).first().pressSequentially(text),
    press: (key) => page.keyboard.press(key),
    typeHere: (text) => page.keyboard.type(text),
    choose: async (name, option) => {
      await locate('combobox', name).first().selectOption({ label: option });
    },
    evaluate: (expression) => frame.evaluate(expression),
    clickCss: (selector) => frame.locator(selector).first().click(),
    url: () => frame.evaluate('location.href'),
    contents: () => frame.evaluate(readContents),
    screenshot: async (file) => {
      mkdirSync(dirname(file), { recursive: true });
      await page.screenshot({ path: file });
    },
    resize: (width, height) => page.setViewportSize({ width, height }),
    close: () => page.close(),
  };
  return surface;
};

interface DomNode {
  nodeId: number;
  nodeName: string;
  nodeValue?: string;
  attributes?: string[];
  children?: DomNode[];
  shadowRoots?: (DomNode & { shadowRootType?: string })[];
}

const textOf = (node: DomNode): string =>
  (node.nodeName === '#text' ? (node.nodeValue ?? '') : '') + (node.children ?? []).map(textOf).join('');

const labelOf = (node: DomNode): string => {
  const at = node.attributes?.indexOf('aria-label') ?? -1;
  return `${at >= 0 ? node.attributes?.[at + 1] : ''} ${textOf(node)}`.replace(/\s+/g, ' ').trim();
};

const buttonsOf = (node: DomNode): DomNode[] => [
  ...(node.nodeName === 'BUTTON' ? [node] : []),
  ...(node.children ?? []).flatMap(buttonsOf),
];

const closedRootsOf = (node: DomNode): DomNode[] => [
  ...(node.shadowRoots ?? []).filter((root) => root.shadowRootType === 'closed'),
  ...(node.children ?? []).flatMap(closedRootsOf),
];

/** Finds the launcher's button; locators do not enter a closed root, the debugger does. */
const findLauncher = async (cdp: CDPSession): Promise<DomNode | undefined> => {
  const { root } = await cdp.send('DOM.getDocument', { depth: -1, pierce: true });
  return closedRootsOf(root)
    .flatMap(buttonsOf)
    .find((button) => labelOf(button).includes('Image Roster'));
};

/** Runs an expression in the world of the page's content script. */
const evaluateIsolated = async <Value>(page: Page, expression: string): Promise<Value> => {
  const cdp = await page.context().newCDPSession(page);
  try {
    const worlds: { id: number; origin: string; auxData?: { type?: string } }[] = [];
    cdp.on('Runtime.executionContextCreated', ({ context }) => worlds.push(context));
    await cdp.send('Runtime.enable');
    const world = worlds.find(
      ({ origin, auxData }) => auxData?.type === 'isolated' && origin.startsWith('chrome-extension://'),
    );
    if (!world) throw new Error('the page has no content script');
    const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', {
      expression,
      contextId: world.id,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as Value; // the caller wrote the expression
  } finally {
    await cdp.detach();
  }
};

/** A person's hand is slower than a frame; without this no page could answer to a movement before the press. */
const twoFrames =
  'new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(() => next(null))))';

const consoleSurfaceOf = async (page: Page): Promise<ConsoleSurface> => {
  const cdp = await page.context().newCDPSession(page);
  const seeLauncher = (accept: (text: string) => boolean = () => true) =>
    until('the launcher', async () => {
      const launcher = await findLauncher(cdp);
      return launcher && accept(labelOf(launcher)) ? launcher : undefined;
    });
  return {
    ...surfaceOf(page, page.mainFrame(), page),
    hasLauncher: async () => (await findLauncher(cdp)) !== undefined,
    launcherText: async (accept) => labelOf(await seeLauncher(accept)),
    clickLauncher: async () => {
      const { nodeId } = await seeLauncher();
      const { model } = await cdp.send('DOM.getBoxModel', { nodeId });
      const [left = 0, top = 0, , , right = 0, bottom = 0] = model.content;
      await page.mouse.click((left + right) / 2, (top + bottom) / 2);
    },
    clickAt: async (x, y, presses = 1) => {
      await page.mouse.move(x, y);
      await page.evaluate(twoFrames);
      for (let press = 0; press < presses; press += 1) await page.mouse.click(x, y);
    },
    hover: (x, y) => page.mouse.move(x, y),
    picture: async (clip) => (await page.screenshot({ clip })).toString('base64'),
    show: () => page.bringToFront(),
    evaluateInContentScript: (expression) => evaluateIsolated(page, expression),
  };
};

/** Ends the worker at once, as the browser does after 30 s of idleness. @returns ends it, and says whether one ran */
const workerStopper = (context: BrowserContext, scope: Page) => {
  let session: Promise<CDPSession> | undefined;
  const open = async () => {
    const cdp = await context.newCDPSession(scope);
    await cdp.send('ServiceWorker.enable');
    return cdp;
  };
  return async (): Promise<boolean> => {
    session ??= open();
    const cdp = await session;
    const { targetInfos } = await cdp.send('Target.getTargets');
    await cdp.send('ServiceWorker.stopAllWorkers');
    return targetInfos.some(({ type }) => type === 'service_worker');
  };
};

const reloadExtension = async (context: BrowserContext, address: string): Promise<void> => {
  const page = await context.newPage();
  // Without the developer mode an unpacked extension does not come back from a reload.
  await page.goto('chrome://extensions/');
  await page.evaluate('chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true })');
  await page.goto(address);
  const closed = page.waitForEvent('close');
  // The page ends before it can answer.
  page.evaluate('chrome.runtime.reload()').catch(() => {});
  await closed;
  await until('the extension anew', async () => {
    const next = await context.newPage();
    try {
      return (await next.goto(address)) ?? undefined;
    } finally {
      await next.close();
    }
  });
};

/** Chromium's lock on a profile is a link to `<host>-<pid>`; Playwright starts it as the leader of a process group. */
const crash = (context: BrowserContext, profile: string): Promise<void> =>
  new Promise((resolve) => {
    context.once('close', () => resolve());
    const pid = Number(readlinkSync(join(profile, 'SingletonLock')).split('-').at(-1));
    process.kill(-pid, 'SIGKILL');
  });

/** The document with its closed roots, as the debugger sees it. */
const readWhole = async (page: Page): Promise<string> => {
  const cdp = await page.context().newCDPSession(page);
  try {
    return JSON.stringify(await cdp.send('DOM.getDocument', { depth: -1, pierce: true }));
  } finally {
    await cdp.detach();
  }
};

export const launchArguments = ({
  extension,
  beside,
  isStrict,
  port,
  isHeaded,
  language,
  isTraced,
}: DriverOptions) => [
  ...(isHeaded ? [] : ['--headless=new']),
  // Chromium refuses its sandbox to root, which is who runs tests in a container.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ...(isTraced ? ['--enable-logging'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--lang=${language ?? 'en-US'}`,
  `--load-extension=${beside ? `${extension},${beside}` : extension}`,
  `--disable-extensions-except=${beside ? `${extension},${beside}` : extension}`,
  `--host-resolver-rules=MAP *:443 127.0.0.1:${port},MAP *:${port} 127.0.0.1:${port}`,
  ...(isStrict ? [] : ['--ignore-certificate-errors']),
];

/** Starts Chromium with the built extension. Fails when there is no Chromium or the worker does not start. */
export const openChromium = async (options: DriverOptions): Promise<Driver & { context: BrowserContext }> => {
  const executablePath = findBrowser('chromium');
  if (!executablePath) throw new Error('no Chromium found: set CHROMIUM_BIN');
  mkdirSync(options.profile, { recursive: true });
  const context = await chromium.launchPersistentContext(options.profile, {
    executablePath,
    ...(options.isTraced ? { downloadsPath: join(options.profile, 'downloads') } : {}),
    ignoreDefaultArgs: ['--headless'],
    viewport: options.isHeaded ? null : { width: 1360, height: 860 },
    colorScheme: options.scheme ?? 'light',
    locale: options.language ?? 'en-US',
    env: { ...process.env, LANGUAGE: (options.language ?? 'en-US').replace('-', '_') },
    args: launchArguments(options),
  });
  const id = await until('the extension’s worker', async () => {
    for (const worker of context.serviceWorkers()) {
      const name = await worker
        .evaluate('chrome.runtime.getManifest().default_locale')
        .catch(() => undefined);
      if (name !== undefined) return new URL(worker.url()).host;
    }
    return undefined;
  });
  const keeper = context.pages()[0] ?? (await context.newPage());
  const open = async (url: string) => {
    const page = await context.newPage();
    await page.goto(url, { waitUntil: 'domcontentloaded' });
    return page;
  };
  const findFrame = (isWanted: (url: string) => boolean) => async () => {
    for (const page of context.pages()) {
      const frame = page.frames().find((each) => isWanted(each.url()));
      if (frame) return { page, frame };
    }
    return undefined;
  };
  const welcome = () =>
    until(
      'the tab that the install opens',
      findFrame((url) => url.endsWith(welcomePath)),
    );
  // An extension that was named on the command line is installed at each start.
  if ((options.welcome ?? 'closed') === 'closed') await (await welcome()).page.close();
  return {
    browser: 'chromium',
    context,
    openConsole: async (url) => consoleSurfaceOf(await open(url)),
    openPage: async (path) => {
      const page = await open(`chrome-extension://${id}/${path}`);
      return surfaceOf(page, page.mainFrame(), page);
    },
    welcome: async () => {
      const { page, frame } = await welcome();
      return surfaceOf(page, frame, page);
    },
    panel: async () => {
      const { page, frame } = await until(
        'the framed panel',
        findFrame((url) => url.includes('/panel.html#')),
      );
      return surfaceOf(page, frame, frame);
    },
    framedPages: async () =>
      context.pages().flatMap((page) =>
        page
          .frames()
          .filter((frame) => frame !== page.mainFrame() && frame.url().startsWith('chrome-extension://'))
          .map((frame) => surfaceOf(page, frame, frame)),
      ),
    extensionOrigin: `chrome-extension://${id}`,
    confirmation: async () => {
      const { page, frame } = await until(
        'the confirmation',
        findFrame((url) => url.includes('#confirm/')),
      );
      return surfaceOf(page, frame, frame);
    },
    jobWindow: async () => {
      const { page, frame } = await until(
        'the window of a job',
        findFrame((url) => url.includes('/panel.html?job=')),
      );
      return surfaceOf(page, frame, frame);
    },
    setTheme: async (theme) => {
      await Promise.all(context.pages().map((page) => page.emulateMedia({ colorScheme: theme })));
    },
    killBackground: workerStopper(context, keeper),
    reloadExtension: () => reloadExtension(context, `chrome-extension://${id}/workspace.html#settings`),
    crash: () => crash(context, options.profile),
    contents: async () => {
      const frames = context.pages().flatMap((page) => page.frames());
      const read = [
        ...frames.map((frame) => frame.evaluate(readContents)),
        ...context.pages().map(readWhole),
      ];
      return readAll(read);
    },
    closed: new Promise((resolve) => context.once('close', () => resolve())),
    close: () => context.close(),
  };
};
