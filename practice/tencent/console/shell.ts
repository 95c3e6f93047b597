import { randomUUID } from 'node:crypto';
import type { PracticeAnswer } from '../../host.ts';
import { regions } from '../regions.ts';

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

/**
 * The one page of the console application; its client draws what the address asks for.
 * @returns HTML with what the client must know at its start
 */
export const consoleShell = (page: {
  host: string;
  query: URLSearchParams;
  account: string;
  appId: string;
}): PracticeAnswer => {
  const nonce = randomUUID();
  const prefix = /^[a-z][a-z-]{0,19}$/.exec(page.query.get('prefix') ?? '')?.[0] ?? 'tea';
  const isMainland = page.host.endsWith('cloud.tencent.com') && !page.host.includes('.intl.');
  const language = page.query.get('lang') ?? (isMainland ? 'zh' : 'en');
  const seen = regions.filter((each) => each.rid !== undefined && (isMainland || each.international));
  const boot = {
    account: page.account,
    appId: page.appId,
    prefix,
    language,
    regions: seen.map(({ id, rid, zh, en }) => ({ id, rid, name: language === 'zh' ? zh : en })),
  };
  const body = `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${language === 'zh' ? '镜像 - 云服务器 - 控制台' : 'Images - CVM - Console'}</title>
<link rel="stylesheet" nonce="${nonce}" href="/practice/client/style.css?prefix=${prefix}">
</head><body>
<div id="container"></div>
<script type="application/json" nonce="${nonce}" id="boot">${embed(boot)}</script>
<script type="module" nonce="${nonce}" src="/practice/client/app.js"></script>
</body></html>`;
  return { status: 200, headers: headersOf(page.query, nonce), body };
};
