import { z } from 'zod';
import type { Image, KnownRoster } from '../domain/image';
import type { Region } from '../domain/product';
import { imageIdSchema, imageRefSchema, ownIdSchema, productIdSchema, regionSchema } from '../domain/schemas';
import { call, none, own, page, reply } from './call';
import type { KnownRosters } from './views';

/** What is in the clouds, and what is known of their rosters. */
export const cloudCalls = {
  'regions.list': call({
    from: own,
    request: () => z.strictObject({ profileId: ownIdSchema, product: productIdSchema }),
    reply: reply<Region[]>(),
  }),
  'images.list': call({
    from: own,
    request: () => z.strictObject({ profileId: ownIdSchema, product: productIdSchema, region: regionSchema }),
    reply: reply<Image[]>(),
  }),
  /** Looks for own images by id in every region; those nowhere found are left out. */
  'images.locate': call({
    from: own,
    request: () =>
      z.strictObject({
        profileId: ownIdSchema,
        product: productIdSchema,
        imageIds: z.array(imageIdSchema).min(1).max(1000),
      }),
    reply: reply<Image[]>(),
  }),

  /** Sizes of known rosters as a console's list shows them, by image id; those that are not known are left out. */
  'rosters.counts': call({
    from: ['content'],
    request: () => z.strictObject({ product: productIdSchema, imageIds: z.array(imageIdSchema).max(1000) }),
    reply: reply<Record<string, string>>(),
  }),
  'rosters.known': call({ from: page, request: () => none, reply: reply<KnownRosters>() }),
  /** Known rosters with their accounts, as stored; those that are not known are left out. */
  'rosters.stored': call({
    from: page,
    request: () =>
      z.strictObject({
        places: z.array(z.strictObject({ profileId: ownIdSchema, image: imageRefSchema })).max(100),
      }),
    reply: reply<KnownRoster[]>(),
  }),
  'rosters.refresh': call({ from: page, request: () => none, reply: reply<null>() }),
  'rosters.read': call({
    from: page,
    request: () => z.strictObject({ profileId: ownIdSchema, image: imageRefSchema }),
    reply: reply<KnownRoster>(),
  }),
} as const;
