import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Another extension, made for a test: it has the console pages, tabs and scripting, and speaks through an event of the
 * page: `second` with an expression to run in its content script.
 */
const contentScript = `
const api = globalThis.browser?.runtime ? globalThis.browser : globalThis.chrome;
const rootOf = (element) => element.openOrClosedShadowRoot ?? api.dom?.openOrClosedShadowRoot?.(element) ?? null;
const islands = () => [...document.documentElement.children].filter((each) => rootOf(each));
const wait = (ms) => new Promise((next) => setTimeout(next, ms));
const ask = (message) => api.runtime.sendMessage({ relay: message }).catch((error) => String(error));
addEventListener('second-run', async (event) => {
  const detail = JSON.parse(event.detail);
  let answer;
  try {
    const run = attacks[detail.name];
    answer = run ? await run(detail) : 'unknown';
  } catch (error) {
    answer = 'threw ' + error;
  }
  document.documentElement.dataset['second' + detail.number] = JSON.stringify(answer ?? null);
});
const attacks = {
  roots: () => islands().length,
  press: async () => {
    for (const island of islands())
      for (const button of rootOf(island).querySelectorAll('button, iframe')) {
        button.click();
        button.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
        button.focus();
        button.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
      }
    await wait(300);
    return islands().flatMap((island) => [...rootOf(island).querySelectorAll('iframe')]).length;
  },
  read: () => islands().flatMap((island) => [...rootOf(island).querySelectorAll('iframe')]).map((frame) => {
    try { return frame.contentDocument?.body?.innerText ?? ''; } catch { return ''; }
  }).join(''),
  address: () => islands().flatMap((island) => [...rootOf(island).querySelectorAll('iframe')])[0]?.src ?? '',
  post: async () => {
    for (const island of islands())
      for (const frame of rootOf(island).querySelectorAll('iframe'))
        for (let sent = 0; sent < 50; sent += 1)
          frame.contentWindow?.postMessage({ call: 'job.start', request: { planId: 'p', isProven: true } }, '*');
    await wait(100);
    return 0;
  },
  frame: async ({ address }) => {
    const frame = document.createElement('iframe');
    frame.className = 'trap';
    frame.src = address;
    document.body.append(frame);
    await wait(600);
    return 0;
  },
  storage: async () => JSON.stringify([await api.storage.local.get(null), (await indexedDB.databases?.() ?? []).map(({ name }) => name)]),
  relay: ({ message }) => ask(message),
};
`;

const background = `
const api = globalThis.browser?.runtime ? globalThis.browser : globalThis.chrome;
api.runtime.onMessage.addListener((message, sender, reply) => {
  run(message.relay, sender).then(reply, (error) => reply('threw ' + error));
  return true;
});
const run = async ({ kind, id, message, url, path }, sender) => {
  switch (kind) {
    case 'send': return (await api.runtime.sendMessage(id, message)) ?? 'no answer';
    case 'connect': return new Promise((next) => {
      const port = api.runtime.connect(id);
      port.onMessage.addListener(next);
      port.onDisconnect.addListener(() => { void api.runtime.lastError; next('no answer'); });
      port.postMessage(message);
    });
    case 'open': { const tab = await api.tabs.create({ url, active: false }); await new Promise((next) => setTimeout(next, 600)); const at = await api.tabs.get(tab.id).catch(() => ({})); await api.tabs.remove(tab.id).catch(() => {}); return at.url ?? ''; }
    case 'inject': {
      const tabs = await api.tabs.query({});
      const done = [];
      for (const tab of tabs.filter((each) => (each.url ?? '').includes('-extension://') || each.id === sender.tab.id)) {
        for (const target of [{ tabId: tab.id, allFrames: true }]) {
          const results = await api.scripting.executeScript({ target, func: () => location.protocol }).catch(() => []);
          done.push(...results.map(({ result }) => result).filter((each) => /extension/.test(each ?? '')));
        }
      }
      return done.join();
    }
    case 'speak': return (await api.tabs.sendMessage(sender.tab.id, message).catch(() => 'no answer')) ?? 'no answer';
    case 'fetch': return fetch(url).then(() => 'read', () => 'no answer');
    default: return 'unknown';
  }
};
`;

const consoles = ['https://console.cloud.tencent.com/*'];

/** Writes the second extension for one browser into a folder. */
export const writeSecondExtension = (folder: string, browser: 'chromium' | 'firefox'): void => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'content.js'), contentScript);
  writeFileSync(join(folder, 'background.js'), background);
  const manifest = {
    manifest_version: 3,
    name: 'Second',
    version: '1.0',
    permissions: ['tabs', 'scripting', 'storage'],
    host_permissions: consoles,
    content_scripts: [{ matches: consoles, all_frames: true, match_about_blank: true, js: ['content.js'] }],
    background: browser === 'chromium' ? { service_worker: 'background.js' } : { scripts: ['background.js'] },
    ...(browser === 'firefox' ? { browser_specific_settings: { gecko: { id: 'second@extension' } } } : {}),
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
};
