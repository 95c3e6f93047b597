import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { success } from '../domain/result';
import { type CallName, contract } from '../messaging/contract';
import { createServer, type Handlers, type Sender } from '../messaging/server';
import { sampleRequests as sample } from '../testing/sample-requests';
import { createAudienceOf } from './audience';

const ownId = 'abcdefghijklmnopabcdefghijklmnop';
const ownOrigin = `chrome-extension://${ownId}`;
const consoleHosts = ['console.example', 'console.intl.example'];
const names = Object.keys(contract) as CallName[];

const content: Sender = {
  id: ownId,
  url: 'https://console.example/cvm/image?rid=1#x',
  origin: 'https://console.example',
  frameId: 0,
  tab: { id: 7 },
};
const framed: Sender = {
  id: ownId,
  url: `${ownOrigin}/panel.html#token`,
  origin: ownOrigin,
  frameId: 5,
  documentId: 'D1',
  tab: { id: 7 },
};
const popup: Sender = { id: ownId, url: `${ownOrigin}/popup.html`, origin: ownOrigin };
const workspace: Sender = { ...framed, url: `${ownOrigin}/workspace.html#keys`, frameId: 0 };

const open = (isBound: boolean) => {
  const reached: string[] = [];
  // Every handler only notes that it was reached; the types of the replies do not matter here.
  const handlers = Object.fromEntries(
    names.map((name) => [
      name,
      async () => {
        reached.push(name);
        return success(null);
      },
    ]),
  ) as unknown as Handlers;
  const audienceOf = createAudienceOf({ ownId, ownOrigin, consoleHosts, isBoundPanel: async () => isBound });
  return { serve: createServer({ handlers, audienceOf }), reached };
};

describe('the server', () => {
  const senders = { content, panel: framed, page: workspace } as const;

  for (const name of names) {
    test(`answers ${name} for its audience alone`, async () => {
      for (const audience of ['content', 'panel', 'page'] as const) {
        const { serve, reached } = open(true);
        const answer = await serve({ call: name, request: sample[name] }, senders[audience]);
        const isAllowed = (contract[name].from as readonly string[]).includes(audience);
        expect(answer).toEqual(
          isAllowed ? { ok: true, value: null } : { ok: false, failure: { kind: 'not-allowed' } },
        );
        expect(reached).toEqual(isAllowed ? [name] : []);
      }
    });
  }

  test('refuses a call that is not in the contract', async () => {
    for (const call of ['', 'toString', '__proto__', 'constructor', 'vault.secret', 'JOB.READ']) {
      const { serve, reached } = open(true);
      expect(await serve({ call, request: {} }, popup)).toEqual({
        ok: false,
        failure: { kind: 'not-allowed' },
      });
      expect(reached).toEqual([]);
    }
  });

  test('refuses a request that has the wrong shape or anything extra', async () => {
    const { serve, reached } = open(true);
    for (const name of names) {
      const good = sample[name] as object;
      for (const request of [undefined, null, 1, 'x', [], { ...good, extra: 1 }]) {
        const answer = await serve({ call: name, request }, senders[contract[name].from[0] ?? 'page']);
        expect(answer).toEqual({ ok: false, failure: { kind: 'request-malformed' } });
      }
    }
    expect(reached).toEqual([]);
  });

  test('keeps the text of a thrown error to itself', async () => {
    const handlers = {
      'job.list': async () => {
        throw new Error('dummy-secret');
      },
    } as unknown as Handlers;
    const serve = createServer({ handlers, audienceOf: async () => 'page' });
    const answer = await serve({ call: 'job.list', request: {} }, popup);
    expect(answer).toEqual({ ok: false, failure: { kind: 'internal' } });
  });

  test('survives any message at all', async () => {
    const { serve, reached } = open(false);
    await fc.assert(
      fc.asyncProperty(fc.anything(), async (message) => {
        expect(await serve(message, popup)).toMatchObject({ ok: false });
      }),
    );
    expect(reached).toEqual([]);
  });
});

describe('the audience', () => {
  const forged: [string, Sender][] = [
    ['another extension', { ...popup, id: 'ponmlkjihgfedcbaponmlkjihgfedcba' }],
    ['no id', { ...popup, id: undefined }],
    ['no address', { ...popup, url: undefined }],
    ['an address that is none', { ...popup, url: 'popup.html' }],
    ['another origin with our address', { ...popup, origin: 'https://evil.example' }],
    ['our id as a host name', { ...popup, url: `https://${ownId}/popup.html`, origin: `https://${ownId}` }],
    ['our origin as a prefix', { ...popup, url: `${ownOrigin}.evil.example/popup.html`, origin: undefined }],
    ['a page of ours that may not speak', { ...popup, url: `${ownOrigin}/other.html` }],
    ['the workspace in a frame', { ...framed, url: `${ownOrigin}/workspace.html` }],
    ['a panel without a tab', { ...popup, url: `${ownOrigin}/panel.html?job=1` }],
    ['a framed panel without a tab', { ...framed, tab: undefined }],
    ['the popup in a frame', { ...framed, url: `${ownOrigin}/popup.html` }],
    [
      'a host that ends like a console',
      { ...content, url: 'https://evilconsole.example/', origin: 'https://evilconsole.example' },
    ],
    [
      'a host that begins like a console',
      {
        ...content,
        url: 'https://console.example.evil.example/',
        origin: 'https://console.example.evil.example',
      },
    ],
    [
      'a host below a console',
      { ...content, url: 'https://a.console.example/', origin: 'https://a.console.example' },
    ],
    ['a console in the user part', { ...content, url: 'https://console.example@evil.example/' }],
    [
      'a console without TLS',
      { ...content, url: 'http://console.example/', origin: 'http://console.example' },
    ],
    [
      'a console on another port',
      { ...content, url: 'https://console.example:8443/', origin: 'https://console.example:8443' },
    ],
    ['a frame of a console page', { ...content, frameId: 3 }],
    ['a console page without a tab', { ...content, tab: undefined }],
    ['a console page without a frame number', { ...content, frameId: undefined }],
    ['an opaque origin on a console', { ...content, origin: 'null' }],
    ['a data address', { ...content, url: 'data:text/html,x', origin: 'null' }],
    ['a blob of a console', { ...content, url: 'blob:https://console.example/1', origin: undefined }],
  ];

  for (const [what, sender] of forged) {
    test(`knows nobody in ${what}`, async () => {
      const { serve, reached } = open(true);
      for (const call of names) {
        const answer = await serve({ call, request: sample[call] }, sender);
        expect(answer).toEqual({ ok: false, failure: { kind: 'not-allowed' } });
      }
      expect(reached).toEqual([]);
    });
  }

  test('lets a framed panel without a binding say hello and nothing else', async () => {
    const { serve, reached } = open(false);
    for (const call of names) await serve({ call, request: sample[call] }, framed);
    expect(reached).toEqual(['panel.hello']);
    expect(await serve({ call: 'job.list', request: {} }, framed)).toEqual({
      ok: false,
      failure: { kind: 'panel-expired' },
    });
  });

  test('takes a panel in a tab of its own for a page', async () => {
    const { serve } = open(false);
    const answer = await serve({ call: 'rosters.known', request: {} }, { ...framed, frameId: 0 });
    expect(answer).toMatchObject({ ok: true });
  });
});
