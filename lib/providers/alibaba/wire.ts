import { z } from 'zod';

/** Ids are strings in the models and numbers in samples; a number passes only where JSON could not have damaged it. */
export const idText = z.lazy(() =>
  z.union([
    z.string().regex(/^\d{1,32}$/),
    z
      .int()
      .positive()
      .transform((number) => String(number)),
  ]),
);

/** Every field but an id may be absent or null. */
export const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');

/** Account ids that are for showing alone. */
export const looseId = idText
  .nullish()
  .catch(null)
  .transform((value) => value ?? '');

/** A set that is absent or null is an empty one: the envelope has shown that the call succeeded. */
export const listOf = <Item extends z.ZodType>(item: Item) =>
  z
    .array(item)
    .nullish()
    .transform((list) => list ?? []);

/** Counts are numbers in ECS and texts in parts of ENS. */
export const total = z.lazy(() =>
  z
    .union([
      z.int().nonnegative(),
      z
        .string()
        .regex(/^\d{1,9}$/)
        .transform(Number),
    ])
    .nullish()
    .transform((value) => value ?? undefined),
);

/** An image's id, in the widest shape of the domain. */
export const imageIdText = z.string().regex(/^[0-9A-Za-z-]{1,80}$/);

/** GetCallerIdentity of STS. `AccountId` is the main account. */
export const callerSchema = z.lazy(() =>
  z.object({ AccountId: idText, Arn: text, UserId: text, IdentityType: text }),
);
