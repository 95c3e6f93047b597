import { expect, test } from 'vitest';
import type { Sender } from '../messaging/server';
import { regionOfConsole, siteOfConsole } from '../providers/catalog';
import { createMemorySession } from '../testing/memory-session';
import { createPanels } from './panels';

const proposal = {
  product: 'tencent-cvm',
  region: 'ap-x',
  imageIds: ['img-00000001'],
  consoleAccount: '100000000001',
} as const;
const ask = { ...proposal, imageIds: [...proposal.imageIds] };
const tab = { id: 7, url: 'https://console.tencentcloud.com/cvm/image?rid=1' };
const page: Sender = { url: tab.url, tab, frameId: 0 };
const panel: Sender = { tab, frameId: 5, documentId: 'D1' };

const open = () => {
  const session = createMemorySession();
  let time = 1_000;
  let made = 0;
  const start = () =>
    createPanels({
      session,
      makeToken: () => `token-${++made}`,
      now: () => time,
      siteOf: siteOfConsole,
      regionOf: regionOfConsole,
    });
  return { start, pass: (ms: number) => (time += ms) };
};

test('a panel with the token of its tab gets the proposal and is bound', async () => {
  const panels = open().start();
  await panels.open(ask, page);
  expect(await panels.isBound(panel)).toBe(false);
  expect(await panels.hello('token-1', panel)).toEqual({
    ok: true,
    value: { ...proposal, site: 'tencent-intl' },
  });
  expect(await panels.isBound(panel)).toBe(true);
});

test('a token works once, even for two panels at the same moment', async () => {
  const panels = open().start();
  await panels.open(ask, page);
  const answers = await Promise.all([
    panels.hello('token-1', panel),
    panels.hello('token-1', { ...panel, frameId: 6, documentId: 'D2' }),
  ]);
  expect(answers.map((answer) => answer.ok)).toEqual([true, false]);
  expect(await panels.isBound({ ...panel, frameId: 6, documentId: 'D2' })).toBe(false);
});

test('a token is worthless in another tab, guessed, or late', async () => {
  const { start, pass } = open();
  const panels = start();
  await panels.open(ask, page);
  const expired = { ok: false, failure: { kind: 'panel-expired' } };
  expect(await panels.hello('token-1', { ...panel, tab: { ...tab, id: 8 } })).toEqual(expired);
  expect(await panels.hello('', panel)).toEqual(expired);
  pass(60_001);
  expect(await panels.hello('token-1', panel)).toEqual(expired);
});

test('a binding outlives the background and ends with the document', async () => {
  const { start } = open();
  const first = start();
  await first.open(ask, page);
  await first.hello('token-1', panel);
  const second = start();
  expect(await second.isBound(panel)).toBe(true);
  expect(await second.isBound({ ...panel, documentId: 'D2' })).toBe(false);
  expect(await second.isBound({ ...panel, frameId: 6 })).toBe(false);
  expect(await second.isBound({ ...panel, tab: { ...tab, id: 8 } })).toBe(false);
  expect(await second.isBound({ ...panel, tab: undefined })).toBe(false);
});

test('the site is that of the address the browser tells, and a page proposes its own product alone', async () => {
  const panels = open().start();
  const siteAt = async (url: string | undefined, product: (typeof ask)['product'] | 'alibaba-ecs') => {
    const opened = await panels.open({ ...ask, product }, { ...page, url });
    if (!opened.ok) return opened.failure.kind;
    const told = await panels.hello(opened.value.token, { ...panel, tab: { id: 7, url } });
    return told.ok && told.value.site;
  };
  expect(await siteAt('https://console.cloud.tencent.com/cvm/image', 'tencent-cvm')).toBe('tencent');
  expect(await siteAt('https://console.intl.cloud.tencent.com/cvm', 'tencent-cvm')).toBe('tencent-intl');
  expect(await siteAt('https://ecs.console.alibabacloud.com/image', 'alibaba-ecs')).toBe('alibaba-intl');
  for (const url of [
    'https://console.cloud.tencent.com/image',
    'https://ens.console.aliyun.com/#/image',
    'https://constructor/',
    'noise',
    undefined,
  ])
    expect(await siteAt(url, 'alibaba-ecs'), String(url)).toBe('not-allowed');
  const lying = { ...ask, site: 'tencent' as const };
  await panels.open(lying, page);
  expect(await panels.hello('token-4', panel)).toMatchObject({ value: { site: 'tencent-intl' } });
});

test('a token and a binding are worthless once the tab shows another site', async () => {
  const panels = open().start();
  const elsewhere = { ...panel, tab: { id: 7, url: 'https://console.other.example/cvm/image?rid=1' } };
  await panels.open(ask, page);
  expect(await panels.hello('token-1', elsewhere)).toMatchObject({ ok: false });
  expect(await panels.hello('token-1', { ...panel, tab: { id: 7 } })).toMatchObject({ ok: false });
  expect((await panels.hello('token-1', panel)).ok).toBe(true);
  expect(await panels.isBound(elsewhere)).toBe(false);
  expect(await panels.isBound({ ...panel, tab: { id: 7, url: `${tab.url}#other` } })).toBe(true);
});

test('asking for another panel ends the one before', async () => {
  const panels = open().start();
  await panels.open(ask, page);
  await panels.hello('token-1', panel);
  await panels.open(ask, page);
  expect(await panels.isBound(panel)).toBe(false);
  expect(await panels.hello('token-1', panel)).toMatchObject({ ok: false });
});

test('reads the region as the console writes it: by its id, or by its number where the console has numbers', async () => {
  const panels = open().start();
  const told = async (region: string) => {
    const opened = await panels.open({ ...ask, region }, page);
    const answer = await panels.hello(opened.ok ? opened.value.token : '', panel);
    return answer.ok ? answer.value.region : answer;
  };
  expect(await told('1')).toBe('ap-guangzhou');
  expect(await told('101')).toBe('me-saudi-arabia');
  expect(await told('ap-x')).toBe('ap-x');
  expect(await told('999')).toBe('');
  expect(await told('')).toBe('');
});
