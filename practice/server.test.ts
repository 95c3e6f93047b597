import { once } from 'node:events';
import { Agent, request } from 'node:https';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PracticeHost } from './host.ts';
import { type PracticeServer, startPracticeServer } from './server.ts';

let server: PracticeServer;
let effects: string[];
let agent: Agent;

const host: PracticeHost = {
  answersTo: (name) => name.endsWith('.tencentcloudapi.com'),
  async answer({ body }) {
    effects.push(body);
    return { status: 200, headers: { 'x-played': 'yes' }, body: 'answered in full' };
  },
};

beforeEach(async () => {
  effects = [];
  server = await startPracticeServer({ hosts: [host] });
  agent = new Agent({ ca: server.certificatePem, keepAlive: true });
});

afterEach(async () => {
  agent.destroy();
  await server.stop();
});

interface Answer {
  status: number | undefined;
  headers: Record<string, unknown>;
  body: string;
}

/** Asks the server in the name of a host; rejects when the connection ends without a whole answer. */
function ask(
  name: string,
  options: { method?: string; body?: string; signal?: AbortSignal } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        agent,
        host: '127.0.0.1',
        port: server.port,
        servername: name,
        method: options.method ?? 'POST',
        headers: { host: name, origin: 'chrome-extension://abc', 'x-tc-action': 'Test' },
        ...(options.signal ? { signal: options.signal } : {}),
      },
      (incoming) => {
        const chunks: string[] = [];
        incoming.setEncoding('utf8');
        incoming.on('data', (chunk: string) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () =>
          resolve({ status: incoming.statusCode, headers: incoming.headers, body: chunks.join('') }),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(options.body ?? '');
  });
}

const api = 'cvm.tencentcloudapi.com';

describe('the practice server', () => {
  it('answers by host name, under a certificate for that name', async () => {
    expect(await ask(api, { body: 'hello' })).toMatchObject({ status: 200, body: 'answered in full' });
    expect(await ask('cvm.intl.tencentcloudapi.com')).toMatchObject({ status: 200 });
    expect(await ask('cvm.ap-shanghai-fsi.tencentcloudapi.com')).toMatchObject({ status: 200 });
    expect(server.log[0]).toMatchObject({
      host: api,
      isKnown: true,
      method: 'POST',
      path: '/',
      body: 'hello',
      bodyBytes: 5,
      action: 'Test',
      origin: 'chrome-extension://abc',
      status: 200,
      outcome: 'finished',
    });
  });

  it('records names nobody plays', async () => {
    expect(await ask('console.cloud.tencent.com')).toMatchObject({ status: 404 });
    expect(server.log).toMatchObject([{ host: 'console.cloud.tencent.com', isKnown: false, status: 404 }]);
    expect(effects).toEqual([]);
  });

  it('answers a preflight without allowing anything', async () => {
    const answer = await ask(api, { method: 'OPTIONS' });
    expect(answer.status).toBe(204);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(effects).toEqual([]);
  });

  it('refuses a body that is too large', async () => {
    const asked = ask(api, { body: 'x'.repeat(13 * 1024 * 1024) });
    await asked.then(
      (answer) => expect(answer.status).toBe(413),
      // The server may have hung up before the client was done sending.
      (error: unknown) => expect(error).toBeInstanceOf(Error),
    );
    expect(effects).toEqual([]);
  });
});

describe('faults of the connection', () => {
  it('ends it before the effect', async () => {
    server.faults.beforeAnswer = () => 'destroy';
    await expect(ask(api)).rejects.toThrow();
    expect(effects).toEqual([]);
  });

  it('ends it after the effect', async () => {
    server.faults.afterEffect = () => 'destroy';
    await expect(ask(api, { body: 'done' })).rejects.toThrow();
    expect(effects).toEqual(['done']);
  });

  it('sends half an answer', async () => {
    server.faults.afterEffect = () => 'half';
    await expect(ask(api)).rejects.toThrow();
    expect(effects).toHaveLength(1);
  });

  it('answers something else', async () => {
    const headers = { location: 'https://elsewhere.example/' };
    server.faults.beforeAnswer = () => ({ status: 307, headers, body: '' });
    expect(await ask(api)).toMatchObject({ status: 307, headers });
    expect(effects).toEqual([]);
  });

  it('applies a held call although its client is gone', async () => {
    const client = new AbortController();
    let tellApplied = () => {};
    const applied = new Promise<void>((resolve) => {
      tellApplied = resolve;
    });
    server.faults.beforeAnswer = async ({ closed }) => {
      client.abort();
      await closed;
    };
    server.faults.afterEffect = () => {
      tellApplied();
    };
    await expect(ask(api, { body: 'late', signal: client.signal })).rejects.toThrow();
    await applied;
    expect(effects).toEqual(['late']);
    expect(server.log[0]?.outcome).toBe('aborted');
  });

  it('refuses connections until told otherwise, on the same port', async () => {
    await server.refuse();
    await expect(ask(api)).rejects.toThrow();
    await server.accept();
    expect(await ask(api)).toMatchObject({ status: 200 });
  });

  it('holds a connection before its handshake, and knows whom it is for', async () => {
    const names: string[] = [];
    server.faults.beforeHandshake = async (name) => {
      names.push(name);
      return names.length === 1 ? 'destroy' : undefined;
    };
    await expect(ask(api)).rejects.toThrow();
    expect(server.log).toEqual([]);
    expect(await ask(api)).toMatchObject({ status: 200 });
    expect(names).toEqual([api, api]);
  });

  it('lets a connection go that names nobody and never speaks', async () => {
    const names: string[] = [];
    const told = new Promise<void>((resolve) => {
      server.faults.beforeHandshake = async (name) => {
        names.push(name);
        resolve();
        return undefined;
      };
    });
    connect(server.port, '127.0.0.1').end();
    await told;
    expect(names).toEqual(['']);
  });

  it('closes a connection after as many answers as told', async () => {
    const brief = await startPracticeServer({ hosts: [host], requestsPerConnection: 1 });
    let connections = 0;
    brief.faults.beforeHandshake = async () => {
      connections += 1;
      return undefined;
    };
    const whole = server;
    server = brief;
    agent.options.ca = brief.certificatePem;
    await ask(api);
    await ask(api);
    expect(connections).toBe(2);
    await whole.stop();
  });

  it('ends connections that were opened in advance and never spoke', async () => {
    const silent = connect(server.port, '127.0.0.1');
    await once(silent, 'connect');
    const closed = once(
      silent.on('error', () => {}),
      'close',
    );
    await server.refuse();
    await closed;
    await server.accept();
  });
});
