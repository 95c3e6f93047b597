import { z } from 'zod';

/** Account ids are strings; a number passes only where JSON could not have damaged it. */
const account = z.lazy(() =>
  z.union([
    z.string().regex(/^\d{1,32}$/),
    z
      .int()
      .positive()
      .transform((number) => String(number)),
  ]),
);

/** Every field but an id may be absent or null (tencentcloud-sdk-go v1.3.166). */
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');

/** A set that is absent or null is an empty one: the envelope has shown that the call succeeded. */
const listOf = <Item extends z.ZodType>(item: Item) =>
  z
    .array(item)
    .nullish()
    .transform((list) => list ?? []);

const total = z.int().nonnegative().nullish();

const imageSchema = z.lazy(() =>
  z.object({
    ImageId: z.string().regex(/^[0-9A-Za-z-]{1,80}$/),
    ImageName: text,
    ImageType: text,
    ImageState: text,
    ImageCreator: text,
    CreatedTime: text,
    Platform: text,
    OsName: text,
    LicenseType: text,
    SnapshotSet: listOf(z.object({ DiskUsage: text })).catch([]),
  }),
);

/** An image as DescribeImages tells it, with absent texts empty. */
export type WireImage = z.output<typeof imageSchema>;

/** DescribeImages. */
export const imagesSchema = z.lazy(() => z.object({ ImageSet: listOf(imageSchema), TotalCount: total }));

/**
 * DescribeImageSharePermission; it has no pages. Without its set it is an empty roster only where it holds nothing else:
 * an answer that lost its set would else pass for an image that nobody has.
 */
export const rosterSchema = z.lazy(() =>
  z.union([
    z.object({
      SharePermissionSet: z
        .array(z.object({ AccountId: account, CreatedTime: text }))
        .nullable()
        .transform((list) => list ?? []),
    }),
    z.strictObject({}).transform(() => ({ SharePermissionSet: [] })),
  ]),
);

/** DescribeRegions of CVM. `RegionIdMC` is not documented; it is the number of the console's addresses. */
export const regionsSchema = z.lazy(() =>
  z.object({
    RegionSet: listOf(
      z.object({
        Region: z.string().regex(/^[0-9a-z-]{1,40}$/),
        RegionName: text,
        RegionState: text,
        RegionIdMC: z.union([z.string(), z.number()]).nullish(),
      }),
    ),
  }),
);

/** GetCallerIdentity of STS. `AccountId` is the root account. */
export const callerSchema = z.lazy(() =>
  z.object({ AccountId: account, Arn: text, UserId: text, Type: text }),
);
