import { z } from 'zod';
import { idText, imageIdText, listOf, looseId, text, total } from '../wire';

const imageSchema = z.lazy(() =>
  z.object({
    ImageId: imageIdText,
    ImageName: text,
    Status: text,
    ImageOwnerAlias: text,
    ImageOwnerId: looseId,
    IsPublic: z.boolean().nullish().catch(null),
    // A text, `True` or `False`, in either case.
    IsSelfShared: z.union([z.string(), z.boolean()]).nullish().catch(null),
    CreationTime: text,
    OSName: text,
    Platform: text,
    ProductCode: text,
    DiskDeviceMappings: z
      .object({ DiskDeviceMapping: listOf(z.object({ Encrypted: z.boolean().nullish().catch(null) })) })
      .nullish()
      .catch(null),
  }),
);

/** An image as DescribeImages tells it, with absent texts empty. */
export type WireImage = z.output<typeof imageSchema>;

/** DescribeImages. */
export const imagesSchema = z.lazy(() =>
  z.object({
    Images: z.object({ Image: listOf(imageSchema) }).nullish(),
    TotalCount: total,
  }),
);

/** DescribeImageSharePermission. A group is `all` for an image that everybody sees. */
export const rosterSchema = z.lazy(() =>
  z.object({
    Accounts: z.object({ Account: listOf(z.object({ AliyunId: idText, SharedTime: text })) }).nullish(),
    ShareGroups: z.object({ ShareGroup: listOf(z.object({ Group: text })) }).nullish(),
    TotalCount: total,
  }),
);

/** DescribeRegions. The endpoints it tells are not used: hosts are made here alone. */
export const regionsSchema = z.lazy(() =>
  z.object({
    Regions: z
      .object({
        Region: listOf(z.object({ RegionId: z.string().regex(/^[0-9a-z-]{1,40}$/) })),
      })
      .nullish(),
  }),
);
