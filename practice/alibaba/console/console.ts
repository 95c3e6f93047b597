import { readFileSync } from 'node:fs';
import type {
  ConsoleImage,
  ConsoleSource,
  PracticeAnswer,
  PracticeHost,
  PracticeRequest,
} from '../../host.ts';
import { type ConsoleProduct, consoleShell } from './shell.ts';

/** China site and international site, per product. */
const hostsOf: Record<ConsoleProduct, readonly string[]> = {
  ecs: ['ecs.console.aliyun.com', 'ecs.console.alibabacloud.com'],
  ens: ['ens.console.aliyun.com', 'ens.console.alibabacloud.com'],
};

/** Every console host of the vendor that is played. */
export const alibabaConsoleHosts: readonly string[] = Object.values(hostsOf).flat();

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

const serveClient = (name: string, query: URLSearchParams) => {
  try {
    const text = readClient(name);
    if (name.endsWith('.js')) return answer(200, 'text/javascript', text);
    const prefix = /^[a-z][a-z-]{0,19}$/.exec(query.get('prefix') ?? '')?.[0] ?? 'next';
    return answer(200, 'text/css', text.replaceAll('.next-', `.${prefix}-`));
  } catch {
    return answer(404, 'text/plain', 'not found');
  }
};

const route = (product: ConsoleProduct, source: ConsoleSource, request: PracticeRequest): PracticeAnswer => {
  const { host, path, query } = request;
  const client = /^\/practice\/client\/([a-z]+\.(?:js|css))$/.exec(path)?.[1];
  if (client) return serveClient(client, query);
  if (path === '/practice/images') return listImages(source, query);
  if (path === '/favicon.ico') return { status: 204, headers: {}, body: '' };
  // What the frame of a micro-app loads. As HTML, since Firefox shows JSON in a viewer of its own.
  if (path === '/api.json') return answer(200, 'text/html', '{"code":"ConsoleNeedLogin"}');
  return consoleShell({ product, host, query, account: source.account });
};

/**
 * Plays the consoles of one product: one single-page application on two hosts, with the markup of @alifd/next 1.27.
 * Variants by query, kept over in-page navigation: `prefix=wind` (class prefix), `table=plain` (head and body in one
 * table), `link=absent` (ids are plain text), `config=none` (the page does not tell the account), `csp=strict`,
 * `tt=1` (Trusted Types), `coep=1`, `poll=500` (ms between re-renders), `lang=en|zh`, `cookie=none`, `tabs=absent`.
 * @param source who is logged in and what images there are, by region, which is empty for ENS; asked at every poll
 */
const createConsole = (product: ConsoleProduct, source: ConsoleSource): PracticeHost => ({
  answersTo: (host) => hostsOf[product].includes(host),
  answer: async (request) => {
    if (request.method === 'GET') return route(product, source, request);
    return answer(405, 'text/plain', 'only GET');
  },
});

/** Plays the ECS consoles; addresses by path (`/image/region/<id>/imageList`) and, older, by hash. */
export const createAlibabaEcsConsole = (source: ConsoleSource): PracticeHost => createConsole('ecs', source);

/** Plays the ENS consoles; addresses by hash (`/instance/list#/image/custom`), whatever the path. */
export const createAlibabaEnsConsole = (source: ConsoleSource): PracticeHost => createConsole('ens', source);
