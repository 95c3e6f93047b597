import { z } from 'zod';
import { idText, imageIdText, listOf, text, total } from '../wire';

const imageSchema = z.lazy(() =>
  z.object({
    ImageId: imageIdText,
    ImageName: text,
    ImageOwnerAlias: text,
    Status: text,
    Platform: text,
    OsVersion: text,
    CreationTime: text,
  }),
);

/** An image as DescribeSelfImages tells it, with absent texts empty. */
export type WireImage = z.output<typeof imageSchema>;

/** DescribeSelfImages. Its counts are texts. */
export const imagesSchema = z.lazy(() =>
  z.object({
    Images: z.object({ Image: listOf(imageSchema) }).nullish(),
    TotalCount: total,
  }),
);

/** The models say `AliyunUid`, one sample says `AliyunId`, and some answers hold the ids alone. */
const entry = z.lazy(() =>
  z.union([
    idText,
    z.object({ AliyunUid: idText }).transform(({ AliyunUid }) => AliyunUid),
    z.object({ AliyunId: idText }).transform(({ AliyunId }) => AliyunId),
  ]),
);

/** DescribeImageSharePermission, as ids. */
export const rosterSchema = z.lazy(() =>
  z.object({
    Accounts: z
      .union([listOf(entry), z.object({ Account: listOf(entry) }).transform(({ Account }) => Account)])
      .nullish(),
    TotalCount: total,
  }),
);
