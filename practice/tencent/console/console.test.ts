import { expect, test } from 'vitest';
import type { ConsoleImage, PracticeRequest } from '../../host.ts';
import { createTencentConsole } from './console.ts';

const image: ConsoleImage = {
  imageId: 'img-6pb6lrmy',
  name: '生产环境</script>镜像',
  type: 'PRIVATE_IMAGE',
  state: 'NORMAL',
  os: 'Ubuntu Server 24.04 LTS 64bit',
  sizeGb: 50,
  createdAt: '2026-11-12T08:00:00Z',
};

const consoleHost = createTencentConsole({
  account: '100000000001',
  appId: '1250000001',
  images: (region, type) => (region === 'ap-shanghai' && type === 'PRIVATE_IMAGE' ? [image] : []),
});

const get = (address: string, method = 'GET') => {
  const url = new URL(address, 'https://console.cloud.tencent.com');
  const request: PracticeRequest = {
    host: url.hostname,
    method,
    path: url.pathname,
    query: url.searchParams,
    headers: {},
    body: '',
    arrivedAt: 0,
  };
  return consoleHost.answer(request);
};

test('answers to the three console hosts and no look-alike', () => {
  expect(consoleHost.answersTo('console.tencentcloud.com')).toBe(true);
  expect(consoleHost.answersTo('console.intl.cloud.tencent.com')).toBe(true);
  expect(consoleHost.answersTo('console.cloud.tencent.com.evil.example')).toBe(false);
});

test('gives the same page for every address of the application', async () => {
  for (const path of ['/cvm/image', '/cvm/image/detail/4/PRIVATE_IMAGE/img-6pb6lrmy', '/cvm/overview']) {
    const page = await get(path);
    expect(page.status).toBe(200);
    expect(page.body).toContain('"account":"100000000001"');
  }
});

test('lists the images of one region and type, asked anew each time', async () => {
  const list = await get('/practice/images?region=ap-shanghai&type=PRIVATE_IMAGE');
  expect(JSON.parse(list.body)).toEqual([image]);
  expect(JSON.parse((await get('/practice/images?region=ap-beijing&type=PRIVATE_IMAGE')).body)).toEqual([]);
  expect((await get('/practice/images?region=ap-beijing&type=__proto__')).status).toBe(400);
});

test('finds an image whatever its region', async () => {
  const found = JSON.parse((await get('/practice/image?id=img-6pb6lrmy')).body);
  expect(found).toMatchObject({ imageId: 'img-6pb6lrmy', region: 'ap-shanghai', rid: 4 });
  expect((await get('/practice/image?id=img-00000000')).status).toBe(404);
});

test('serves its client with the class prefix asked for, and nothing outside its folder', async () => {
  const plain = await get('/practice/client/style.css');
  const other = await get('/practice/client/style.css?prefix=app-cvm');
  expect(plain.body).toContain('.tea-table__box');
  expect(other.body).toContain('.app-cvm-table__box');
  expect(other.body).not.toContain('.tea-');
  expect((await get('/practice/client/app.js')).headers['content-type']).toContain('text/javascript');
  expect((await get('/practice/client/absent.js')).status).toBe(404);
  expect((await get('/practice/client/..%2fconsole.ts')).body).toContain('<!doctype html>');
});

test('plays a strict policy that its own scripts pass by nonce', async () => {
  const page = await get('/cvm/image?csp=strict&tt=1&coep=1');
  const policy = page.headers['content-security-policy'] ?? '';
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? 'none';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(page.body).toContain(`<script type="module" nonce="${nonce}"`);
  expect(page.headers['cross-origin-embedder-policy']).toBe('require-corp');
  expect((await get('/cvm/image')).headers['content-security-policy']).toBeUndefined();
});

test('takes nothing but questions', async () => {
  expect((await get('/practice/images', 'POST')).status).toBe(405);
});
