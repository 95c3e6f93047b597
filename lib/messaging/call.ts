import { z } from 'zod';

/**
 * Who may call, told by the browser's sender data and never by the message:
 * - content: our content script, top frame of a console page
 * - panel: panel.html framed in a console page, with a live token of its own tab
 * - page: popup, workspace, or the panel in a tab of its own
 */
export type Audience = 'content' | 'panel' | 'page';

/** Types a reply. The background is trusted, so a reply is not parsed again; no zod reaches the callers. */
export const reply = <Value>() => ({}) as { readonly type?: Value };

/** Makes a schema when it is first asked for: all of them at once would be most of the background's start. */
const atFirstUse = <Schema>(make: () => Schema): (() => Schema) => {
  let made: Schema | undefined;
  return () => {
    made ??= make();
    return made;
  };
};

/**
 * One line of the contract: who may call, what is asked, what is answered.
 * @param entry.request makes the schema of the request
 */
export const call = <Request extends z.ZodType, Reply>(entry: {
  from: readonly Audience[];
  request: () => Request;
  reply: { readonly type?: Reply };
}) => ({ ...entry, request: atFirstUse(entry.request) });

/** A request that says nothing. */
export const none = z.strictObject({});
/** Every page of ours, also framed in a console page. */
export const own = ['panel', 'page'] as const;
/** Pages of ours in a tab or window of their own. */
export const page = ['page'] as const;
