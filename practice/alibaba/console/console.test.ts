import { expect, test } from 'vitest';
import type { ConsoleImage, PracticeRequest } from '../../host.ts';
import { alibabaConsoleHosts, createAlibabaEcsConsole, createAlibabaEnsConsole } from './console.ts';
import { practiceSecToken } from './shell.ts';

const image: ConsoleImage = {
  imageId: 'm-bp1dummy000000000001',
  name: '生产环境</script>镜像',
  type: 'PRIVATE_IMAGE',
  state: 'Available',
  os: 'Ubuntu 24.04 64位',
  sizeGb: 40,
  createdAt: '2026-11-12T08:00:00Z',
};

const source = {
  account: '1000000000000001',
  appId: '',
  images: (region: string, type: ConsoleImage['type']) =>
    region === 'cn-shanghai' && type === 'PRIVATE_IMAGE' ? [image] : [],
};

const ecs = createAlibabaEcsConsole(source);
const ens = createAlibabaEnsConsole(source);

const get = (address: string, method = 'GET') => {
  const url = new URL(address, 'https://ecs.console.aliyun.com');
  const request: PracticeRequest = {
    host: url.hostname,
    method,
    path: url.pathname,
    query: url.searchParams,
    headers: {},
    body: '',
    arrivedAt: 0,
  };
  return (url.hostname.startsWith('ens.') ? ens : ecs).answer(request);
};

test('answers to its own product on both sites and no look-alike', () => {
  expect(alibabaConsoleHosts).toHaveLength(4);
  expect(alibabaConsoleHosts.filter(ecs.answersTo)).toEqual([
    'ecs.console.aliyun.com',
    'ecs.console.alibabacloud.com',
  ]);
  expect(alibabaConsoleHosts.filter(ens.answersTo)).toEqual([
    'ens.console.aliyun.com',
    'ens.console.alibabacloud.com',
  ]);
  expect(ecs.answersTo('ecs.console.aliyun.com.evil.example')).toBe(false);
});

test('gives the same page for every path, with the main account beside a secret in its settings', async () => {
  for (const path of ['/image/region/cn-hangzhou/imageList', '/server/region/cn-hangzhou', '/image']) {
    const page = await get(path);
    expect(page.status).toBe(200);
    expect(page.body).toContain('"MAIN_ACCOUNT_PK":"1000000000000001"');
    expect(page.body).toContain(practiceSecToken);
  }
  expect((await get('/image?config=none')).body).not.toContain('MAIN_ACCOUNT_PK');
});

test('speaks the language of its site', async () => {
  expect((await get('/image')).body).toContain('lang="zh-CN"');
  expect((await get('https://ens.console.alibabacloud.com/')).body).toContain('lang="en"');
});

test('lists the images of one region and type, asked anew each time', async () => {
  const list = await get('/practice/images?region=cn-shanghai&type=PRIVATE_IMAGE');
  expect(JSON.parse(list.body)).toEqual([image]);
  expect(JSON.parse((await get('/practice/images?region=cn-beijing&type=PRIVATE_IMAGE')).body)).toEqual([]);
  expect((await get('/practice/images?region=cn-beijing&type=__proto__')).status).toBe(400);
});

test('serves its client with the class prefix asked for, and nothing outside its folder', async () => {
  const plain = await get('/practice/client/style.css');
  const other = await get('/practice/client/style.css?prefix=wind');
  expect(plain.body).toContain('.next-table-row');
  expect(other.body).toContain('.wind-table-row');
  expect(other.body).not.toContain('.next-');
  expect((await get('/practice/client/app.js')).headers['content-type']).toContain('text/javascript');
  expect((await get('/practice/client/absent.js')).status).toBe(404);
  expect((await get('/practice/client/..%2fconsole.ts')).body).toContain('<!doctype html>');
});

test('gives the frame of its micro-apps an answer that is no page', async () => {
  expect((await get('/api.json')).body).not.toContain('<!doctype html>');
});

test('plays a strict policy that its own scripts pass by nonce', async () => {
  const page = await get('/image?csp=strict&tt=1&coep=1');
  const policy = page.headers['content-security-policy'] ?? '';
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? 'none';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(page.body.split(`nonce="${nonce}"`)).toHaveLength(5);
  expect(page.headers['cross-origin-embedder-policy']).toBe('require-corp');
  expect((await get('/image')).headers['content-security-policy']).toBeUndefined();
});

test('takes nothing but questions', async () => {
  expect((await get('/practice/images', 'POST')).status).toBe(405);
});
