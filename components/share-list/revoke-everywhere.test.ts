import { expect, test } from 'vitest';
import type { ShareRequest } from '../../lib/domain/job';
import { failed } from '../../lib/domain/result';
import { shareRequestSchema } from '../../lib/domain/schemas';
import type { Client } from '../../lib/messaging/client';
import { planEverywhere } from './revoke-everywhere';
import { testImage, testRoster } from './test-values';

const account = '100000000117';

const placeAt = (at: number) => ({
  known: testRoster(testImage(`img-${String(at).padStart(8, '0')}`, `image ${at}`), [account]),
  entry: { account },
});

test('an account on more images than one request may name is revoked by several jobs, each image once', async () => {
  const asked: ShareRequest[] = [];
  // Only plans are asked for, and none of them is looked at here.
  const client = (async (_: string, request: ShareRequest) => {
    asked.push(request);
    return failed({ kind: 'plan-empty' });
  }) as unknown as Client;
  const places = Array.from({ length: 2_150 }, (_, at) => placeAt(at));
  const { troubles } = await planEverywhere(client, account, places);
  expect(troubles.map(({ images }) => images)).toEqual([1_000, 1_000, 150]);
  for (const request of asked) expect(shareRequestSchema.safeParse(request).success).toBe(true);
  const named = asked.flatMap(({ images }) => images.map(({ imageId }) => imageId));
  expect(named).toEqual(places.map(({ known }) => known.image.imageId));
});
