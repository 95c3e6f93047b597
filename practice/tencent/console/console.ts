import { readFileSync } from 'node:fs';
import type {
  ConsoleImage,
  ConsoleSource,
  PracticeAnswer,
  PracticeHost,
  PracticeRequest,
} from '../../host.ts';
import { regions } from '../regions.ts';
import { consoleShell } from './shell.ts';

/** Mainland, international, and the international console's former name. */
export const tencentConsoleHosts: readonly string[] = [
  'console.cloud.tencent.com',
  'console.tencentcloud.com',
  'console.intl.cloud.tencent.com',
];

const imageTypes: readonly ConsoleImage['type'][] = ['PRIVATE_IMAGE', 'PUBLIC_IMAGE', 'SHARED_IMAGE'];

const readClient = (name: string) => readFileSync(new URL(`client/${name}`, import.meta.url), 'utf8');

const answer = (status: number, type: string, body: string): PracticeAnswer => ({
  status,
  headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' },
  body,
});

const listImages = (source: ConsoleSource, query: URLSearchParams) => {
  const type = imageTypes.find((each) => each === query.get('type'));
  if (!type) return answer(400, 'application/json', '{"error":"unknown type"}');
  return answer(200, 'application/json', JSON.stringify(source.images(query.get('region') ?? '', type)));
};

const findImage = (source: ConsoleSource, imageId: string) => {
  for (const { id: region, rid } of regions) {
    for (const type of imageTypes) {
      const image = source.images(region, type).find((each) => each.imageId === imageId);
      if (image) return answer(200, 'application/json', JSON.stringify({ ...image, region, rid }));
    }
  }
  return answer(404, 'application/json', 'null');
};

const route = (source: ConsoleSource, { host, path, query }: PracticeRequest): PracticeAnswer => {
  const client = /^\/practice\/client\/([a-z]+\.(?:js|css))$/.exec(path)?.[1];
  if (client) {
    try {
      const prefix = /^[a-z][a-z-]{0,19}$/.exec(query.get('prefix') ?? '')?.[0] ?? 'tea';
      const text = readClient(client);
      if (client.endsWith('.js')) return answer(200, 'text/javascript', text);
      return answer(200, 'text/css', text.replaceAll('.tea-', `.${prefix}-`));
    } catch {
      return answer(404, 'text/plain', 'not found');
    }
  }
  if (path === '/practice/images') return listImages(source, query);
  if (path === '/practice/image') return findImage(source, query.get('id') ?? '');
  if (path === '/favicon.ico') return { status: 204, headers: {}, body: '' };
  return consoleShell({ host, query, account: source.account, appId: source.appId });
};

/**
 * Plays the Tencent Cloud consoles: one single-page application on three hosts, made of tea-component 2.8.0 markup.
 * Variants by query, kept over in-page navigation: `prefix=app-cvm` (class prefix), `record=absent` (rows carry no
 * key), `csp=strict`, `tt=1` (Trusted Types), `coep=1`, `poll=500` (ms between re-renders), `lang=en|zh`,
 * `switch=cookie` (the region switcher leaves the address alone), `cookie=none` (no cookies but those there are).
 * @param source who is logged in and what images there are; asked anew at every poll of the page
 */
export const createTencentConsole = (source: ConsoleSource): PracticeHost => ({
  answersTo: (host) => tencentConsoleHosts.includes(host),
  answer: async (request) => {
    if (request.method === 'GET') return route(source, request);
    return answer(405, 'text/plain', 'only GET');
  },
});
