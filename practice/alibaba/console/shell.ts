import { randomUUID } from 'node:crypto';
import type { PracticeAnswer } from '../../host.ts';
import { regions } from '../regions.ts';

export type ConsoleProduct = 'ecs' | 'ens';

/** What an extension must never take from the page. A dummy. */
export const practiceSecToken = 'PRACTICE-SEC-TOKEN-never-read';

/** JSON that may stand in a script element. */
const embed = (value: unknown) => JSON.stringify(value).replaceAll('<', '\\u003c');

/** The strictest policy the page itself can live with; nothing in it allows an extension's parts. */
const strictPolicy = (nonce: string) =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'nonce-${nonce}'`,
    "connect-src 'self'",
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

const headersOf = (query: URLSearchParams, nonce: string): Record<string, string> => {
  const policies = [
    ...(query.get('csp') === 'strict' ? [strictPolicy(nonce)] : []),
    ...(query.get('tt') === '1' ? ["require-trusted-types-for 'script'; trusted-types 'none'"] : []),
  ];
  return {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    ...(policies.length ? { 'content-security-policy': policies.join(', ') } : {}),
    ...(query.get('coep') === '1' ? { 'cross-origin-embedder-policy': 'require-corp' } : {}),
  };
};

interface Page {
  product: ConsoleProduct;
  host: string;
  query: URLSearchParams;
  account: string;
}

/** The globals of the vendor's consoles; a sub-user is logged in, so two of the ids differ. */
const consoleConfig = ({ query, account, host }: Page, language: string) => ({
  LOCALE: language === 'zh' ? 'zh-CN' : 'en-US',
  CHANNEL: host.endsWith('aliyun.com') ? 'OFFICIAL' : 'SIN',
  SEC_TOKEN: practiceSecToken,
  ...(query.get('config') === 'none'
    ? {}
    : { ACCOUNT_TYPE: 'sub', CURRENT_PK: '200000000000000101', MAIN_ACCOUNT_PK: account }),
});

const titles = {
  ecs: ['云服务器 ECS', 'Elastic Compute Service'],
  ens: ['边缘节点服务 ENS', 'Edge Node Service'],
};

/**
 * The one page of a console; its client draws what path and hash ask for.
 * @returns HTML with the vendor's globals and what the client must know at its start
 */
export const consoleShell = (page: Page): PracticeAnswer => {
  const { product, host, query, account } = page;
  const nonce = randomUUID();
  const prefix = /^[a-z][a-z-]{0,19}$/.exec(query.get('prefix') ?? '')?.[0] ?? 'next';
  const language = query.get('lang') ?? (host.endsWith('aliyun.com') ? 'zh' : 'en');
  const title = titles[product][language === 'zh' ? 0 : 1] ?? '';
  const boot = {
    product,
    account,
    prefix,
    language,
    title,
    regions: regions.map(({ id, zh, en }) => ({ id, name: language === 'zh' ? zh : en })),
  };
  const body = `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<script nonce="${nonce}">window.ALIYUN_CONSOLE_CONFIG = ${embed(consoleConfig(page, language))};</script>
<link rel="stylesheet" nonce="${nonce}" href="/practice/client/style.css?prefix=${prefix}">
</head><body>
<div id="app"></div>
<script type="application/json" nonce="${nonce}" id="boot">${embed(boot)}</script>
<script type="module" nonce="${nonce}" src="/practice/client/app.js"></script>
</body></html>`;
  return { status: 200, headers: headersOf(query, nonce), body };
};
