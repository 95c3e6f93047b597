import { z } from 'zod';
import {
  type AccountRef,
  type BookEntry,
  bookLimits,
  type CloudId,
  isGroupName,
  type TrustRules,
} from './book';
import type { ImagePlace, ImageRef } from './image';
import { type Mode, mostImages, type ShareRequest } from './job';
import { type ProductId, productIds, type SiteId, siteIds } from './product';
import {
  type SettingName,
  type Settings,
  type SettingsChange,
  settingChoices,
  settingNames,
} from './settings';

export const productIdSchema = z.enum(productIds) satisfies z.ZodType<ProductId>;
export const siteIdSchema = z.enum(siteIds) satisfies z.ZodType<SiteId>;
export const modeSchema = z.enum(['share', 'revoke', 'match']) satisfies z.ZodType<Mode>;

/** Ids that we made ourselves. */
export const ownIdSchema = z.string().regex(/^[0-9a-zA-Z-]{1,64}$/);
/** The widest shape of any product; the product's own pattern decides in the planner. */
export const imageIdSchema = z.string().regex(/^[0-9a-zA-Z-]{1,80}$/);
const accountSchema = z.string().min(1).max(200);
export const regionSchema = z.string().regex(/^[0-9a-z-]{0,40}$/);

export const imageRefSchema = z.lazy(() =>
  z.strictObject({
    product: productIdSchema,
    region: regionSchema,
    imageId: imageIdSchema,
  }),
) satisfies z.ZodType<ImageRef>;

const imagePlaceSchema = z.lazy(() =>
  z.strictObject({
    region: regionSchema,
    imageId: imageIdSchema,
  }),
) satisfies z.ZodType<ImagePlace>;

/** An image cannot be its own source, and only a request that shares can replace one. */
const isSourceApart = ({ images, mode, source, replacesSource }: ShareRequest): boolean =>
  source ? mode !== 'revoke' && !images.some(({ imageId }) => imageId === source.imageId) : !replacesSource;

export const shareRequestSchema = z.lazy(() =>
  z
    .strictObject({
      profileId: ownIdSchema,
      product: productIdSchema,
      images: z
        .array(imagePlaceSchema)
        .min(1)
        .max(mostImages)
        // Journals name an image by its id alone; vendors give one out only once.
        .refine((images) => new Set(images.map(({ imageId }) => imageId)).size === images.length),
      mode: modeSchema,
      accounts: z.array(accountSchema).max(100_000),
      source: imagePlaceSchema.optional(),
      replacesSource: z.literal(true).optional(),
    })
    .refine(isSourceApart),
) satisfies z.ZodType<ShareRequest>;

const bookIdSchema = z.string().regex(/^[0-9]{1,40}$/);
const cloudIdSchema = z.enum(['tencent', 'alibaba']) satisfies z.ZodType<CloudId>;
export const bookLabelSchema = z.string().max(bookLimits.label);
const bookWordsSchema = z.array(z.string().min(1).max(bookLimits.word)).max(bookLimits.words);
const bookGroupsSchema = z.array(z.string().refine(isGroupName)).max(bookLimits.words);

export const accountRefSchema = z.strictObject({
  cloud: cloudIdSchema,
  account: bookIdSchema,
}) satisfies z.ZodType<AccountRef>;

export const bookEntrySchema = z.lazy(() =>
  accountRefSchema.extend({
    label: bookLabelSchema,
    notes: z.string().max(bookLimits.notes),
    tags: bookWordsSchema,
    groups: bookGroupsSchema,
    isTrusted: z.boolean(),
  }),
) satisfies z.ZodType<BookEntry>;

export const trustRulesSchema = z.lazy(() =>
  z.strictObject({
    groups: z.array(z.string().refine(isGroupName)).max(1000),
    isWarning: z.boolean(),
  }),
) satisfies z.ZodType<TrustRules>;

/** Each setting takes one of its choices. */
export const settingSchemas = Object.fromEntries(
  settingNames.map((name) => [name, z.literal([...settingChoices[name].choices])]),
  // One pair for each name, made of that name's own choices.
) as unknown as { [Name in SettingName]: z.ZodType<Settings[Name]> };

/** Any of the settings, at least none. */
export const settingsChangeSchema = z.lazy(() =>
  z.strictObject(settingSchemas).partial(),
) satisfies z.ZodType<SettingsChange>;
