import { expect, test } from 'vitest';
import type { openChromium } from './drivers/chromium.ts';
import { browserName, canaryKeys, consoleAddress, openStage, type Stage, seeDownload } from './stage.ts';

const secret = canaryKeys.tencent.secretKey;
const text = JSON.stringify(secret);
const hex = JSON.stringify(Buffer.from(secret).toString('hex'));
const area = browserName === 'chromium' ? 'chrome' : 'browser';
/** A value that Firefox packs: the secret's end is a copy of what stands before it. */
const repeating = JSON.stringify(`${secret.slice(9)} ${'0'.repeat(2000)} ${secret}`);

const putInDatabase = `new Promise((resolve, reject) => {
  const opening = indexedDB.open('planted', 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore('values');
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const change = opening.result.transaction('values', 'readwrite', { durability: 'strict' });
    change.objectStore('values').put({ value: ${repeating} }, 1);
    change.oncomplete = () => resolve(true);
    change.onabort = () => reject(change.error);
  };
})`;

const download = `(() => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([${text}]));
  link.download = 'planted.csv';
  link.click();
  return true;
})()`;

const typeInField = `(() => {
  const field = document.body.appendChild(document.createElement('input'));
  field.value = ${text};
  return true;
})()`;

/** Prints in the background's own console, not the page's. */
const printInBackground = async ({ driver }: Stage) => {
  if (browserName === 'chromium') {
    // The stage opened this driver, and this is Chromium.
    const { context } = driver as Awaited<ReturnType<typeof openChromium>>;
    await context.serviceWorkers()[0]?.evaluate(`console.log(${hex})`);
    return;
  }
  const page = await driver.openPage('popup.html');
  const print = `({ console }) => console.log(${hex}) ?? true`;
  await page.evaluate(`browser.runtime.getBackgroundPage().then(${print})`);
};

const onPage =
  (path: string, expression: string) =>
  async ({ driver }: Stage) => {
    const isConsole = path.startsWith('https:');
    const page = await (isConsole ? driver.openConsole(path) : driver.openPage(path));
    expect(await page.evaluate<boolean>(expression)).toBe(true);
  };

const onWire = (init: string) => onPage(consoleAddress, `fetch('/planted', ${init}).then(() => true)`);

const keptBy = { chromium: 'Local Extension Settings', firefox: 'userContextId=4294967295/idb' };
const databaseOf = { chromium: 'indexeddb.leveldb', firefox: 'idb/.*sqlite, unpacked' };
const token = JSON.stringify({ method: 'POST', headers: { 'x-tc-token': canaryKeys.tencent.token } });

const saveFile = async (stage: Stage) => {
  await onPage('popup.html', download)(stage);
  await seeDownload(stage);
};

const closePage = async ({ driver }: Stage) => {
  const page = await driver.openPage('popup.html');
  await page.evaluate(typeInField);
  await page.close();
};

/** A leak, and how the search must tell of it; each in a form of its own, so that none is taken for another. */
const leaks: [plant: (stage: Stage) => Promise<void>, line: RegExp][] = [
  [
    onPage('popup.html', `${area}.storage.local.set({ planted: ${text} }).then(() => true)`),
    new RegExp(`head of a secret, plain, in .*${keptBy[browserName]}`),
  ],
  [
    onPage('popup.html', putInDatabase),
    new RegExp(`head of a secret, plain, in .*${databaseOf[browserName]}`),
  ],
  [onPage('popup.html', `console.log(${text}) ?? true`), /head of a secret, plain, in chrome_debug\.log/],
  [printInBackground, /head of a secret, hex of plain, in chrome_debug\.log/],
  [saveFile, /head of a secret, plain, in downloads\//],
  [onPage('popup.html', typeInField), /head of a secret, plain, in an open page/],
  [
    onPage(consoleAddress, `document.body.append(btoa(${text})) ?? true`),
    /head of a secret, base64 of plain, in an open page/,
  ],
  [closePage, /head of a secret, plain, in a page before it was pictured or closed/],
  [
    onWire(`{ method: 'POST', body: btoa('x' + ${text}) }`),
    /head of a secret, base64 of plain, in what the servers received/,
  ],
  [onWire(token), /head of a token, plain, in what the servers received/],
];

test('the end of a test finds a secret in every place where one may leak to', async () => {
  const stage = await openStage();
  for (const [plant, line] of leaks) {
    stage.planted.push(line);
    await plant(stage);
  }
});
