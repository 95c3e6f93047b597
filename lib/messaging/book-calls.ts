import { z } from 'zod';
import { type Book, type BookLabels, bookLimits } from '../domain/book';
import { accountRefSchema, bookEntrySchema, bookLabelSchema, trustRulesSchema } from '../domain/schemas';
import { call, none, own, page, reply } from './call';

/**
 * The address book's part of the contract.
 * A panel in a console page sees what it needs to name accounts, to find groups and to warn: labels, groups and trust,
 * neither notes nor tags. It may give a name to an account that has none, which is what a person does with a pasted
 * list; it can change no name, no group and no trust. All else is for pages of their own.
 */
export const bookCalls = {
  'book.labels': call({ from: own, request: () => none, reply: reply<BookLabels>() }),
  'book.name': call({
    from: own,
    request: () =>
      z.strictObject({
        cloud: accountRefSchema.shape.cloud,
        names: z
          .array(z.strictObject({ account: accountRefSchema.shape.account, label: bookLabelSchema }))
          .max(bookLimits.entries),
      }),
    reply: reply<{ named: number }>(),
  }),
  'book.list': call({ from: page, request: () => none, reply: reply<Book>() }),
  /** Adds accounts and replaces those that are there: also what an import and the undo of a removal do. */
  'book.save': call({
    from: page,
    request: () => z.strictObject({ entries: z.array(bookEntrySchema).max(bookLimits.entries) }),
    reply: reply<null>(),
  }),
  'book.remove': call({
    from: page,
    request: () => z.strictObject({ accounts: z.array(accountRefSchema).max(bookLimits.entries) }),
    reply: reply<null>(),
  }),
  'book.trust': call({ from: page, request: () => trustRulesSchema, reply: reply<null>() }),
} as const;
