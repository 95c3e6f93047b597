import type { Failure } from '../domain/failure';
import { markOf } from '../domain/mark';
import type { Product, ProductId, SiteId } from '../domain/product';
import type { Credentials } from '../domain/profile';
import type { OpenProvider, Provider, ProviderSession, Send } from '../domain/provider';
import { failed, type Result, success } from '../domain/result';
import type { Lane, Limiter } from '../engine/limiter';
import type { ClockOffset } from './clock-offset';
import { createSend, type DoorUse, type NetworkDeps } from './fetch';

export interface CloudDeps {
  providers: Record<ProductId, OpenProvider>;
  products: Record<ProductId, Pick<Product, 'sites'>>;
  network: Omit<NetworkDeps, 'clockOffsetMs'>;
  offset: ClockOffset;
  /** Fails with vault-locked or profile-missing. */
  keysOf: (profileId: string) => Promise<Result<{ site: SiteId; credentials: Credentials }>>;
}

const noticing =
  ({ notice }: ClockOffset, send: Send): Send =>
  async (call) => {
    const answer = await send(call);
    if (answer.ok && answer.value.serverTime !== undefined) notice(answer.value.serverTime);
    return answer;
  };

/** A provider of one profile, with the pace its last calls were slowed down to. */
export interface Cloud {
  provider: Provider;
  /** Tells one key from another without naming it. */
  keyMark: string;
  /** Calls per second after the cloud asked to slow down; undefined at the normal pace. */
  pace: () => number | undefined;
}

/** What a cloud is opened for. */
export interface CloudUse {
  /** background for reading that nobody waits for. */
  lane?: Lane;
  /** Asked when a write's turn has come; a no fails it with job-not-possible, and it does not leave. */
  mayWrite?: () => boolean;
}

/** What the door tells while a method runs. */
type Watch = Pick<DoorUse, 'onBucket' | 'onRetryAfter'>;

/** Runs one method with a session of its own, so that a throttle is known to belong to this method's bucket. */
const watched =
  (limiter: Limiter, open: (watch: Watch) => Provider, buckets: Set<string>) =>
  async <Value>(run: (provider: Provider) => Promise<Result<Value>>): Promise<Result<Value>> => {
    let last: string | undefined;
    let retryAfterMs: number | undefined;
    const result = await run(
      open({
        onBucket: (bucket) => {
          last = bucket;
          retryAfterMs = undefined;
          buckets.add(bucket);
        },
        onRetryAfter: (delayMs) => {
          retryAfterMs = delayMs;
        },
      }),
    );
    if (result.ok || !isToldToWait(result.failure)) return result;
    if (result.failure.kind === 'throttled' && last !== undefined) limiter.slowDown(last, retryAfterMs);
    return retryAfterMs === undefined ? result : failed({ ...result.failure, retryAfterMs });
  };

const isToldToWait = ({ kind }: Failure): boolean => kind === 'throttled' || kind === 'unavailable';

/**
 * Opens clouds for profiles: the keys, the door to the network, the shared pace and the corrected clock.
 * @returns `open`, which fails with what `keysOf` fails with, and with profile-missing for keys of another cloud
 */
export const createClouds = (deps: CloudDeps) => {
  const { clock, limiter } = deps.network;
  const network: NetworkDeps = { ...deps.network, clockOffsetMs: deps.offset.read };

  const openWith = (
    product: ProductId,
    site: SiteId,
    credentials: Credentials,
    { lane, mayWrite }: CloudUse = {},
  ): Cloud => {
    const base: Omit<ProviderSession, 'send'> = {
      site,
      credentials,
      learnServerTime: deps.offset.learn,
      now: () => clock.now(),
    };
    const buckets = new Set<string>();
    const { keyId } = credentials;
    const openFor = (isWanted?: () => boolean) => (watch: Watch) =>
      deps.providers[product]({
        ...base,
        send: noticing(deps.offset, createSend(network, { keyId, lane, isWanted, ...watch })),
      });
    const run = watched(limiter, openFor(), buckets);
    const runWrite = watched(limiter, openFor(mayWrite), buckets);
    return {
      keyMark: markOf(credentials.keyId),
      provider: {
        whoAmI: () => run((provider) => provider.whoAmI()),
        listRegions: () => run((provider) => provider.listRegions()),
        listImages: (region) => run((provider) => provider.listImages(region)),
        readImages: (region, imageIds) => run((provider) => provider.readImages(region, imageIds)),
        readRoster: (image, isGlance) => run((provider) => provider.readRoster(image, isGlance)),
        change: (image, action, accounts) => runWrite((provider) => provider.change(image, action, accounts)),
      },
      pace: () => {
        const paces = [...buckets]
          .map((bucket) => limiter.paceOf(bucket))
          .filter((pace) => pace !== undefined);
        return paces.length > 0 ? Math.min(...paces) : undefined;
      },
    };
  };

  return {
    openWith,
    open: async (profileId: string, product: ProductId, use?: CloudUse): Promise<Result<Cloud>> => {
      const keys = await deps.keysOf(profileId);
      if (!keys.ok) return failed(keys.failure);
      const { site, credentials } = keys.value;
      return deps.products[product].sites.includes(site)
        ? success(openWith(product, site, credentials, use))
        : failed({ kind: 'profile-missing' });
    },
  };
};

export type Clouds = ReturnType<typeof createClouds>;
