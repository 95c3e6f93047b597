import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createTencentApi } from '../../practice/tencent/api-host.ts';
import { createTencentCloud } from '../../practice/tencent/cloud.ts';
import { practiceSeed } from '../../practice/tencent/world.ts';
import { createListener, type ServerFaults } from '../../practice/traffic.ts';
import { createSend, mostAnswerBytes } from '../background/fetch';
import type { ApiCall } from '../domain/provider';
import { createLimiter } from '../engine/limiter';
import { systemClock } from '../platform/clock';

const mebibyte = 1024 * 1024;
const call: ApiCall = {
  bucket: 'Describe@cvm.tencentcloudapi.com',
  perSecond: 1_000,
  sign: async () => ({
    url: 'https://cvm.tencentcloudapi.com/',
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  }),
};

/** A real server, a real fetch and the real door; what the door takes of a body is counted. */
const open = async (faults: ServerFaults) => {
  const cloud = createTencentCloud({ now: Date.now, seed: practiceSeed(Date.now()) });
  const listener = createListener([createTencentApi(cloud)], [], faults, 10);
  const server = createServer((incoming, response) => void listener(incoming, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo; // a listening TCP server has one
  const taken = { bytes: 0, largest: 0, isCancelled: false };
  const send = createSend(
    {
      fetch: async (url, init) => {
        // A Host header is not for a program to set; the server is told the host by another door.
        const response = await fetch(url.replace(/^https:\/\/[^/]*/, `http://127.0.0.1:${port}`), init);
        const reader = response.body?.getReader();
        const counted = new ReadableStream<Uint8Array>(
          {
            pull: async (controller) => {
              const part = await reader?.read();
              if (!part?.value) return controller.close();
              taken.bytes += part.value.byteLength;
              taken.largest = Math.max(taken.largest, part.value.byteLength);
              controller.enqueue(part.value);
            },
            cancel: async () => {
              taken.isCancelled = true;
              await reader?.cancel();
            },
          },
          { highWaterMark: 0 },
        );
        return new Response(counted, { status: response.status, headers: response.headers });
      },
      clock: systemClock,
      limiter: createLimiter(systemClock),
      hosts: ['*.tencentcloudapi.com'],
      mayReach: async () => true,
      clockOffsetMs: async () => 0,
    },
    { keyId: 'KEY' },
  );
  return { send, taken };
};

const answer = (body: string) => ({ status: 200, headers: { 'content-type': 'application/json' }, body });

test.each([
  ['of 50 MB', () => answer('x'.repeat(50 * mebibyte))],
  ['without an end', () => ({ ...answer('x'.repeat(mebibyte)), connection: 'endless' as const })],
])('a body %s is given up at the cap', async (_, make) => {
  const { send, taken } = await open({ beforeAnswer: make });
  const rssBefore = process.memoryUsage().rss;
  expect(await send(call)).toEqual({ ok: false, failure: { kind: 'unexpected-reply' } });
  expect(taken.isCancelled).toBe(true);
  expect(taken.bytes).toBeGreaterThan(mostAnswerBytes);
  expect(taken.bytes).toBeLessThanOrEqual(mostAnswerBytes + taken.largest);
  if (process.env.BODIES_REPORT)
    console.log(`taken ${taken.bytes}, rss grew ${process.memoryUsage().rss - rssBefore}`);
});

test('half a body is a lost answer', async () => {
  const { send, taken } = await open({
    beforeAnswer: () => ({ ...answer('x'.repeat(mebibyte)), connection: 'half' }),
  });
  expect(await send(call)).toEqual({ ok: false, failure: { kind: 'unreachable' } });
  expect(taken.bytes).toBeLessThanOrEqual(mebibyte / 2);
});
