import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer, { type Browser } from 'puppeteer-core';
import { findBrowser } from '../../scripts/browsers.mjs';
import { readAll, readContents } from '../canary/contents.ts';
import { type Bidi, type ContextNode, type NodeRef, openBidi } from './bidi.ts';
import { installKept, keptPreferences, readyProfile } from './firefox-profile.ts';
import { clickNode, firefoxSurface, pointTo } from './firefox-surface.ts';
import {
  type ConsoleSurface,
  consoleFile,
  type Driver,
  type DriverOptions,
  type Surface,
  until,
  welcomePath,
} from './surface.ts';

const extensionId = 'image-roster@extension';
/** Address of the extension's pages in test profiles; Firefox makes one by chance otherwise. */
const origin = 'moz-extension://0f7d1a52-5c1e-4b6a-9a41-6f1c1d0a7e11';

/** A driver of Firefox, with what only Firefox offers. */
export interface FirefoxDriver extends Driver {
  bidi: Bidi;
  /** Whether the event page runs. */
  isBackgroundRunning(): Promise<boolean>;
}

interface ShadowNode {
  sharedId: string;
  value?: { shadowRoot?: NodeRef | null };
}

/** Finds the launcher's button: the protocol names closed roots, the page cannot. */
const findLauncher = async (bidi: Bidi, context: string): Promise<NodeRef | undefined> => {
  const locate = (value: string, startNodes: NodeRef[]) =>
    bidi.send<{ nodes: ShadowNode[] }>('browsingContext.locateNodes', {
      context,
      locator: { type: 'css', value },
      serializationOptions: { includeShadowTree: 'all', maxDomDepth: 0 },
      ...(startNodes.length ? { startNodes } : {}),
    });
  const { nodes } = await locate('html > :not(head, body), body > *', []);
  const roots = nodes.flatMap((node) => (node.value?.shadowRoot ? [node.value.shadowRoot] : []));
  for (const root of roots) {
    const found = await locate('button', [{ sharedId: root.sharedId }]);
    const button = found.nodes[0];
    if (button) return { sharedId: button.sharedId };
  }
  return undefined;
};

const readLabel = async (bidi: Bidi, context: string, node: NodeRef) => {
  const answer = await bidi.send<{ result: { value: string } }>('script.callFunction', {
    functionDeclaration:
      '(node) => [node.getAttribute("aria-label"), node.textContent].join(" ").replace(/\\s+/g, " ").trim()',
    target: { context },
    awaitPromise: false,
    arguments: [{ sharedId: node.sharedId }],
  });
  return answer.result.value;
};

/** A person's hand is slower than a frame; without this no page could answer to a movement before the press. */
const twoFrames =
  '() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(() => next(null))))';

const consoleSurfaceOf = (bidi: Bidi, context: string): ConsoleSurface => {
  const seeLauncher = (accept: (text: string) => boolean) =>
    until('the launcher', async () => {
      const node = await findLauncher(bidi, context);
      if (!node) return undefined;
      const text = await readLabel(bidi, context, node);
      return text.includes('Image Roster') && accept(text) ? { node, text } : undefined;
    });
  return {
    ...firefoxSurface(bidi, context, context),
    hasLauncher: async () => (await findLauncher(bidi, context)) !== undefined,
    launcherText: async (accept = () => true) => (await seeLauncher(accept)).text,
    clickLauncher: async () => {
      const { node } = await seeLauncher(() => true);
      await clickNode(bidi, context, node);
    },
    clickAt: async (x, y, presses = 1) => {
      await pointTo(bidi, context, [{ type: 'pointerMove', x: Math.round(x), y: Math.round(y) }]);
      await bidi.call(context, twoFrames, []);
      const press = [
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ];
      await pointTo(bidi, context, Array.from({ length: presses }, () => press).flat());
    },
    hover: async (x, y) => {
      await pointTo(bidi, context, [{ type: 'pointerMove', x, y }]);
    },
    picture: async (part) => {
      const params = { context, clip: { type: 'box', ...part } };
      return (await bidi.send<{ data: string }>('browsingContext.captureScreenshot', params)).data;
    },
    show: async () => {
      await bidi.send('browsingContext.activate', { context });
    },
    evaluateInContentScript: () =>
      Promise.reject(new Error('Firefox does not show a content script’s world')),
  };
};

const themePreference = 'layout.css.prefers-color-scheme.content-override';
const themePreferences = { dark: 0, light: 1 } as const;

const preferences = ({ port, scheme, isHeaded, isKept, isTraced, profile }: DriverOptions) => ({
  'devtools.console.stdout.content': isTraced === true,
  ...(isTraced
    ? { 'browser.download.folderList': 2, 'browser.download.dir': join(profile, 'downloads') }
    : {}),
  'network.dns.forceResolve': '127.0.0.1',
  'network.socket.forcePort': `443=${port}`,
  'network.http.http3.enable': false,
  // One connection per call, and none ahead of it: a second one stands in for a handshake that takes 250 ms.
  'network.http.connection-retry-timeout': 0,
  'network.http.speculative-parallel-limit': 0,
  'extensions.webextensions.uuids': JSON.stringify({ [extensionId]: origin.replace('moz-extension://', '') }),
  [themePreference]: themePreferences[scheme ?? 'light'],
  // Pictures leave scrollbars out and their room white; these take no room.
  ...(isHeaded ? {} : { 'ui.useOverlayScrollbars': 1 }),
  'datareporting.policy.dataSubmissionEnabled': false,
  'app.normandy.enabled': false,
  'browser.aboutwelcome.enabled': false,
  ...(isKept ? keptPreferences : {}),
});

/** Every page and frame with the page that holds it. */
const flatten = (nodes: ContextNode[], top?: string): { context: string; top: string }[] =>
  nodes.flatMap((node) => [
    { context: node.context, top: top ?? node.context },
    ...flatten(node.children, top ?? node.context),
  ]);

/** Asks each page and frame itself for its address: the tree says about:blank for pages of an extension. */
const findSurface = async (bidi: Bidi, isWanted: (url: string) => boolean): Promise<Surface | undefined> => {
  for (const { context, top } of flatten(await bidi.tree())) {
    const url = await bidi.call<string>(context, '() => location.href', []).catch(() => '');
    if (isWanted(url)) return firefoxSurface(bidi, context, top);
  }
  return undefined;
};

/** Pages of the extension that have another page around them. */
const framedPages = async (bidi: Bidi): Promise<Surface[]> => {
  const inner = flatten(await bidi.tree()).filter(({ context, top }) => context !== top);
  const found = await Promise.all(
    inner.map(async ({ context, top }) => {
      const url = await bidi.call<string>(context, '() => location.href', []).catch(() => '');
      return url.startsWith('moz-extension://') ? [firefoxSurface(bidi, context, top)] : [];
    }),
  );
  return found.flat();
};

/** @param isHeaded leaves the page as large as its window */
const openTab = async (bidi: Bidi, url: string, isHeaded = false) => {
  const { context } = await bidi.send<{ context: string }>('browsingContext.create', { type: 'tab' });
  if (!isHeaded) {
    await bidi.send('browsingContext.setViewport', { context, viewport: { width: 1360, height: 860 } });
  }
  await bidi.send('browsingContext.navigate', { context, url, wait: 'none' });
  await until(`page ${url}`, async () => {
    const at = await bidi.call<string>(context, '() => document.readyState + " " + location.href', []);
    return at.startsWith('loading') || at.endsWith(' about:blank') ? undefined : at;
  });
  return context;
};

/** Runs code in the browser's own window, where the extension's event page can be asked and stopped. */
const callPrivileged = async <Value>(bidi: Bidi, expression: string): Promise<Value> => {
  const [browserWindow] = await bidi.tree('chrome');
  if (!browserWindow) throw new Error('Firefox shows no window of its own');
  const extension = `WebExtensionPolicy.getByID('${extensionId}').extension`;
  return bidi.call(
    browserWindow.context,
    `async () => (${expression.replaceAll('EXTENSION', extension)})`,
    [],
  );
};

/** Puppeteer starts Firefox as the leader of a process group. */
const crash = async (browser: Browser, profile: string): Promise<void> => {
  const main = browser.process();
  const exit = new Promise((resolve) => main?.once('exit', resolve));
  if (main?.pid) process.kill(-main.pid, 'SIGKILL');
  await exit;
  // Puppeteer puts the profile's preferences back from its copies; a new start must not come between.
  const isRestored = () => !readdirSync(profile).some((name) => name.endsWith('.puppeteer'));
  await until('the preferences of before', async () => isRestored() || undefined);
};

/**
 * Firefox prints consoles to its standard output, which puppeteer leaves unread.
 * @returns a script that starts it with that output in a file of the profile, as the same process
 */
const withConsoleFile = (executable: string, profile: string): string => {
  const script = join(profile, 'firefox-with-console.sh');
  const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const line = `exec ${quoted(executable)} "$@" >>${quoted(join(profile, consoleFile))}`;
  writeFileSync(script, `#!/bin/sh\n${line}\n`, { mode: 0o755 });
  return script;
};

/** What the browser's own console holds: errors that nobody caught, of pages and of the background. */
const browserMessages = 'Services.console.getMessageArray().map(({ message }) => message).join("\\n")';

/** Starts Firefox with the built extension. Fails when there is no Firefox. */
export const openFirefox = async (options: DriverOptions): Promise<FirefoxDriver> => {
  const executablePath = findBrowser('firefox');
  if (!executablePath) throw new Error('no Firefox found: set FIREFOX_BIN');
  mkdirSync(options.profile, { recursive: true });
  readyProfile(options.profile);
  const browser = await puppeteer.launch({
    browser: 'firefox',
    headless: !options.isHeaded,
    acceptInsecureCerts: !options.isStrict,
    executablePath: options.isTraced ? withConsoleFile(executablePath, options.profile) : executablePath,
    userDataDir: options.profile,
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: preferences(options),
  });
  const bidi = openBidi(browser);
  const isNew = !options.isKept || (await installKept(bidi, options, extensionId));
  if (!options.isKept) await browser.installExtension(options.extension);
  if (options.beside) await browser.installExtension(options.beside);
  const welcome = () =>
    until('the tab that the install opens', () => findSurface(bidi, (url) => url.endsWith(welcomePath)));
  if (isNew && (options.welcome ?? 'closed') === 'closed') await (await welcome()).close();
  return {
    browser: 'firefox',
    bidi,
    openConsole: async (url) => consoleSurfaceOf(bidi, await openTab(bidi, url, options.isHeaded)),
    openPage: async (path) => {
      const context = await openTab(bidi, `${origin}/${path}`, options.isHeaded);
      return firefoxSurface(bidi, context, context);
    },
    welcome,
    panel: () => until('the framed panel', () => findSurface(bidi, (url) => url.includes('/panel.html#'))),
    framedPages: () => framedPages(bidi),
    extensionOrigin: origin,
    confirmation: () =>
      until('the confirmation', () => findSurface(bidi, (url) => url.includes('#confirm/'))),
    jobWindow: () =>
      until('the window of a job', () => findSurface(bidi, (url) => url.includes('/panel.html?job='))),
    isBackgroundRunning: async () =>
      (await callPrivileged<string>(bidi, 'EXTENSION.backgroundState')) === 'running',
    killBackground: async () => {
      const kill = `[EXTENSION.backgroundState, await EXTENSION.terminateBackground({ ignoreDevToolsAttached: true })][0]`;
      return (await callPrivileged<string>(bidi, kill)) !== 'stopped';
    },
    setTheme: async (theme) => {
      const scheme = themePreferences[theme];
      await callPrivileged(bidi, `Services.prefs.setIntPref('${themePreference}', ${scheme})`);
    },
    // A temporary extension that is installed again is updated.
    reloadExtension: async () => {
      await browser.installExtension(options.extension);
    },
    crash: () => crash(browser, options.profile),
    contents: async () => {
      const nodes = flatten(await bidi.tree());
      const pages = nodes.map(({ context }) => bidi.call<string>(context, readContents.toString(), []));
      return readAll([...pages, callPrivileged<string>(bidi, browserMessages)]);
    },
    closed: new Promise((resolve) => browser.once('disconnected', () => resolve())),
    close: () => browser.close(),
  };
};
