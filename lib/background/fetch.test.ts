import { expect, test } from 'vitest';
import type { ApiCall } from '../domain/provider';
import type { Limiter } from '../engine/limiter';
import { createSend, isListedHost, mostAnswerBytes, type NetworkDeps } from './fetch';

const call: ApiCall = {
  bucket: 'api.example/Change',
  perSecond: 10,
  sign: async (at) => ({
    url: 'https://api.example/',
    method: 'POST',
    headers: { 'x-at': String(at) },
    body: '{"a":1}',
  }),
};

const never = () => new Promise<never>(() => {});

const open = (answer: NetworkDeps['fetch'], change: Partial<NetworkDeps> = {}) => {
  const sent: { url: string; init: RequestInit }[] = [];
  const turns: string[] = [];
  const limiter: Limiter = {
    acquire: async (bucket, perSecond) => {
      turns.push(`${bucket} ${perSecond}`);
      return () => turns.push('done');
    },
    slowDown: () => {},
    paceOf: () => undefined,
  };
  const deps: NetworkDeps = {
    fetch: async (url, init) => {
      sent.push({ url, init });
      return answer(url, init);
    },
    clock: { now: () => 1_000_000, sleep: never },
    limiter,
    hosts: ['*.api.example'],
    mayReach: async () => true,
    clockOffsetMs: async () => 0,
    ...change,
  };
  const buckets: string[] = [];
  return {
    send: createSend(deps, { keyId: 'KEY', onBucket: (bucket) => buckets.push(bucket) }),
    sent,
    turns,
    buckets,
  };
};

test('sends what was signed, with nothing of the browser in it', async () => {
  const { send, sent, turns, buckets } = open(
    async () => new Response('{"ok":1}', { status: 200, headers: { date: 'Thu, 01 Jan 1970 00:20:00 GMT' } }),
  );
  expect(await send(call)).toEqual({
    ok: true,
    value: { status: 200, text: '{"ok":1}', serverTime: 1_200_000 },
  });
  expect(sent[0]?.init).toMatchObject({
    method: 'POST',
    body: '{"a":1}',
    redirect: 'error',
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
  });
  expect(turns).toEqual(['KEY/api.example/Change 10', 'done']);
  expect(buckets).toEqual(['KEY/api.example/Change']);
});

test('signs on the corrected clock, after its turn has come', async () => {
  const steps: string[] = [];
  const { send, sent } = open(async () => new Response(''), {
    clockOffsetMs: async () => -3_600_000,
    limiter: {
      acquire: async () => {
        steps.push('turn');
        return () => {};
      },
      slowDown: () => {},
      paceOf: () => undefined,
    },
  });
  await send({
    ...call,
    sign: async (at) => {
      steps.push('sign');
      return call.sign(at);
    },
  });
  expect(steps).toEqual(['turn', 'sign']);
  expect(sent[0]?.init.headers).toEqual({ 'x-at': String(1_000_000 - 3_600_000) });
});

test('hands on an answer of any status and without a date', async () => {
  const { send } = open(async () => new Response('<html>', { status: 502 }));
  expect(await send(call)).toEqual({ ok: true, value: { status: 502, text: '<html>' } });
});

test('goes nowhere but to listed hosts over TLS', async () => {
  const { send, sent } = open(async () => new Response(''));
  for (const url of [
    'http://a.api.example/',
    'https://evil.example/',
    'https://api.example.evil.example/',
    'https://evilapi.example/',
    'https://a.api.example:8443/',
    'https://a.api.example@evil.example/',
    'https://user:pass@a.api.example/',
    'data:text/plain,x',
    'nonsense',
  ]) {
    const answer = await send({
      ...call,
      sign: async () => ({ url, method: 'POST', headers: {}, body: '' }),
    });
    expect(answer).toEqual({ ok: false, failure: { kind: 'request-rejected' } });
  }
  expect(sent).toEqual([]);
});

test('matches listed hosts as match patterns do', () => {
  expect(isListedHost('a.b.example', ['*.b.example'])).toBe(true);
  expect(isListedHost('b.example', ['*.b.example'])).toBe(true);
  expect(isListedHost('ab.example', ['*.b.example'])).toBe(false);
  expect(isListedHost('b.example', ['b.example'])).toBe(true);
  expect(isListedHost('a.b.example', ['b.example'])).toBe(false);
});

test('calls a network error unreachable, whatever became of the call', async () => {
  const broken = async () => {
    throw new TypeError('Failed to fetch');
  };
  expect(await open(broken).send(call)).toEqual({ ok: false, failure: { kind: 'unreachable' } });
});

test('asks before each call whether the host may be reached, so that a missing permission means not sent', async () => {
  const asked: string[] = [];
  const { send, sent } = open(async () => new Response(''), {
    mayReach: async (pattern) => {
      asked.push(pattern);
      return false;
    },
  });
  expect(await send(call)).toEqual({ ok: false, failure: { kind: 'permission-missing' } });
  expect(asked).toEqual(['https://api.example/*']);
  expect(sent).toEqual([]);
  const silent = open(async () => new Response(''), { mayReach: () => Promise.reject(new Error('gone')) });
  expect((await silent.send(call)).ok).toBe(true);
});

test('gives up after its own deadline, also in the middle of a body', async () => {
  let ring = () => {};
  const clock = {
    now: () => 0,
    sleep: () =>
      new Promise<void>((resolve) => {
        ring = resolve;
      }),
  };
  const untilAborted = (signal: AbortSignal | null | undefined) =>
    new Promise<never>((_, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason));
    });
  const silent = open((_, init) => untilAborted(init.signal), { clock }).send(call);
  const stuck = open(
    async (_, init) =>
      new Response(
        new ReadableStream({
          start: (controller) => {
            controller.enqueue(new TextEncoder().encode('{"half'));
            init.signal?.addEventListener('abort', () => controller.error(init.signal?.reason));
          },
        }),
      ),
    { clock },
  );
  await new Promise((resolve) => setImmediate(resolve));
  ring();
  expect(await silent).toEqual({ ok: false, failure: { kind: 'timed-out' } });
  const half = stuck.send(call);
  await new Promise((resolve) => setImmediate(resolve));
  ring();
  expect(await half).toEqual({ ok: false, failure: { kind: 'timed-out' } });
});

test('stops reading an answer above the cap', async () => {
  let pulled = 0;
  const chunk = new Uint8Array(1024 * 1024);
  const endless = new ReadableStream({
    pull: (controller) => {
      pulled += 1;
      controller.enqueue(chunk);
    },
  });
  const { send } = open(async () => new Response(endless));
  expect(await send(call)).toEqual({ ok: false, failure: { kind: 'unexpected-reply' } });
  expect(pulled).toBeLessThanOrEqual(mostAnswerBytes / chunk.length + 2);
});

test('sends no body where there is none, since an empty text would bring an unsigned content type', async () => {
  const { send, sent } = open(async () => new Response('{}'));
  await send({ ...call, sign: async (at) => ({ ...(await call.sign(at)), body: '' }) });
  expect(sent[0]?.init.method).toBe('POST');
  expect(sent[0]?.init).not.toHaveProperty('body');
});
