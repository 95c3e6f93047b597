import { expect, test } from 'vitest';
import type { ProductId } from '../domain/product';
import type { ProviderSession } from '../domain/provider';
import { createLimiter } from '../engine/limiter';
import { withRetry } from '../engine/retry';
import { providers } from '../providers/apis';
import { products } from '../providers/catalog';
import { createMemorySession } from '../testing/memory-session';
import { createVirtualClock } from '../testing/virtual-clock';
import { createClockOffset } from './clock-offset';
import { createClouds } from './clouds';

const answers: Record<ProductId, [string, Record<string, string>]> = {
  'tencent-cvm': [
    '{"Response":{"Error":{"Code":"RequestLimitExceeded","Message":"x"},"RequestId":"1"}}',
    { 'retry-after': '90' },
  ],
  'alibaba-ecs': [
    '{"Code":"Throttling.User","Message":"x","RequestId":"1"}',
    { 'x-acs-retry-after': '90000' },
  ],
  'alibaba-ens': ['{"Code":"Throttling","Message":"x","RequestId":"1"}', { 'retry-after': '90' }],
};

const open = (product: ProductId) => {
  const clock = createVirtualClock();
  const times: number[] = [];
  const [body, headers] = answers[product];
  const [site = 'tencent'] = products[product].sites;
  const clouds = createClouds({
    providers: {
      ...providers,
      // WebCrypto works outside of the virtual time.
      [product]: (session: ProviderSession) =>
        providers[product]({
          ...session,
          send: (call) => session.send({ ...call, sign: (at) => clock.hold(call.sign(at)) }),
        }),
    },
    products,
    network: {
      fetch: async () => {
        times.push(clock.now());
        return new Response(body, { status: product === 'tencent-cvm' ? 200 : 429, headers });
      },
      clock,
      limiter: createLimiter(clock),
      hosts: ['*.tencentcloudapi.com', '*.aliyuncs.com'],
      mayReach: async () => true,
    },
    offset: createClockOffset(createMemorySession(), { now: clock.now, elapsedMs: clock.now }),
    keysOf: async () => ({ ok: false, failure: { kind: 'vault-locked' } }),
  });
  const { provider } = clouds.openWith(product, site, { keyId: 'KEY', secret: 'SECRET' });
  return { clock, times, provider };
};

test.each(['tencent-cvm', 'alibaba-ecs', 'alibaba-ens'] as const)(
  'a cloud that is too busy is left alone as long as it asks: %s',
  async (product) => {
    const { clock, times, provider } = open(product);
    const retry = { clock, random: () => 0 };
    const result = await clock.run(withRetry(retry, () => provider.whoAmI()));
    expect(result).toMatchObject({ failure: { kind: 'throttled', retryAfterMs: 90_000 } });
    const pauses = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    expect(pauses).toHaveLength(4);
    for (const pause of pauses) expect(pause).toBeGreaterThanOrEqual(90_000);
  },
);
