import { z } from 'zod';
import { imageIdSchema, productIdSchema, regionSchema } from '../domain/schemas';
import { call, none, own, reply } from './call';
import type { Proposal } from './views';

/** Launcher, panel and the way to the workspace. */
export const panelCalls = {
  /**
   * Where the launcher stands and what a screen reader says of the selected images, whose number stands for `$1`: a
   * script that asks the browser itself for its first text makes the page wait for it.
   */
  'launcher.read': call({
    from: ['content'],
    request: () => none,
    reply: reply<{ top: number; selected: string }>(),
  }),
  'launcher.move': call({
    from: ['content'],
    request: () => z.strictObject({ top: z.number().min(0).max(1) }),
    reply: reply<null>(),
  }),
  'panel.open': call({
    from: ['content'],
    request: () =>
      z.strictObject({
        product: productIdSchema,
        region: regionSchema,
        imageIds: z.array(imageIdSchema).max(1000),
        consoleAccount: z.string().regex(/^\d{0,20}$/),
      }),
    reply: reply<{ token: string }>(),
  }),
  'panel.hello': call({
    from: ['panel'],
    request: () => z.strictObject({ token: z.string().max(100) }),
    reply: reply<Proposal>(),
  }),
  /** Opens the workspace in a tab, where keys and passphrases are typed. */
  'workspace.open': call({
    from: own,
    request: () =>
      z.strictObject({
        section: z.enum(['images', 'accounts', 'jobs', 'book', 'keys', 'settings', 'welcome']),
      }),
    reply: reply<null>(),
  }),
} as const;
