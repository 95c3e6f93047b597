import { z } from 'zod';
import type { ProductId, SiteId } from '../domain/product';
import { failed, type Result, success } from '../domain/result';
import { imageIdSchema, productIdSchema, regionSchema, siteIdSchema } from '../domain/schemas';
import type { Sender } from '../messaging/server';
import type { Proposal } from '../messaging/views';
import { createQueue, type SessionDoor } from './doors';

/** How long a token waits for its panel; loading a frame takes well under a second. */
const tokenLifeMs = 60_000;

const ticketSchema = z.lazy(() =>
  z.object({
    token: z.string(),
    madeAt: z.number(),
    /** Of the console page that asked; its tab may show another one by now. */
    origin: z.string(),
    proposal: z.object({
      product: productIdSchema,
      site: siteIdSchema,
      region: regionSchema,
      imageIds: z.array(imageIdSchema),
      consoleAccount: z.string(),
    }),
  }),
);

const bindingSchema = z.lazy(() =>
  z.object({
    frameId: z.number(),
    documentId: z.string().optional(),
    origin: z.string(),
  }),
);

// One of each per tab: a tab has one panel, and what is kept stays small.
const ticketKey = (tabId: number) => `panel-ticket/${tabId}`;
const bindingKey = (tabId: number) => `panel-binding/${tabId}`;

const originOf = (address: string | undefined): string =>
  address !== undefined && URL.canParse(address) ? new URL(address).origin : '';

/** @returns whether the sender's tab still shows the site that asked for the panel */
const isAt = (origin: string, { tab }: Sender): boolean => origin !== '' && originOf(tab?.url) === origin;

/**
 * Ties framed panels to the tabs that opened them. A token works once, in its own tab, for a minute, and as long as the
 * tab shows the site that asked. Asking again ends the panel before.
 * @param deps.makeToken a fresh unguessable token, 128 bits or more
 * @param deps.regionOf id of a region as the product's console writes it; empty where nobody knows it
 * @param deps.siteOf site of the product's console at a host; undefined where it has none
 */
export const createPanels = (deps: {
  session: SessionDoor;
  makeToken: () => string;
  now: () => number;
  siteOf: (product: ProductId, host: string) => SiteId | undefined;
  regionOf: (product: ProductId, written: string) => string;
}) => {
  const inTurn = createQueue();

  const open = async (
    told: Omit<Proposal, 'site'>,
    { tab, url }: Sender,
  ): Promise<Result<{ token: string }>> => {
    const site = url && URL.canParse(url) ? deps.siteOf(told.product, new URL(url).host) : undefined;
    // A console page proposes images of its own product, and its site is no matter of its word.
    if (tab?.id === undefined || site === undefined) return failed({ kind: 'not-allowed' });
    const token = deps.makeToken();
    const proposal: Proposal = { ...told, region: deps.regionOf(told.product, told.region), site };
    await deps.session.remove(bindingKey(tab.id));
    const origin = originOf(url);
    await deps.session.write(ticketKey(tab.id), { token, madeAt: deps.now(), origin, proposal });
    return success({ token });
  };

  const useUp = async (token: string, sender: Sender): Promise<Result<Proposal>> => {
    const { tab, frameId, documentId } = sender;
    if (tab?.id === undefined || frameId === undefined) return failed({ kind: 'not-allowed' });
    const ticket = ticketSchema.safeParse(await deps.session.read(ticketKey(tab.id)));
    const isLive =
      ticket.success &&
      ticket.data.token === token &&
      isAt(ticket.data.origin, sender) &&
      deps.now() - ticket.data.madeAt <= tokenLifeMs;
    if (!isLive) return failed({ kind: 'panel-expired' });
    await deps.session.remove(ticketKey(tab.id));
    const { origin } = ticket.data;
    await deps.session.write(bindingKey(tab.id), { frameId, origin, ...(documentId ? { documentId } : {}) });
    return success(ticket.data.proposal);
  };

  const isBound = async (sender: Sender): Promise<boolean> => {
    if (sender.tab?.id === undefined) return false;
    const binding = bindingSchema.safeParse(await deps.session.read(bindingKey(sender.tab.id)));
    if (!binding.success || binding.data.frameId !== sender.frameId || !isAt(binding.data.origin, sender))
      return false;
    // A frame that was navigated keeps its number but not its document.
    return binding.data.documentId === sender.documentId;
  };

  return {
    open,
    /** Uses a token up and binds the sender's frame to its tab. Fails with panel-expired. */
    hello: (token: string, sender: Sender) => inTurn(() => useUp(token, sender)),
    isBound,
  };
};
