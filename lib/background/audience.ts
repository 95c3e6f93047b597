import type { Failure } from '../domain/failure';
import type { Audience } from '../messaging/call';
import type { CallName } from '../messaging/contract';
import type { Sender } from '../messaging/server';

/** Our documents that may speak as `page` from anywhere; a console page cannot frame them. */
const pagePaths = new Set(['/popup.html', '/workspace.html']);
const panelPath = '/panel.html';

const parse = (address: string | undefined): URL | undefined =>
  address !== undefined && URL.canParse(address) ? new URL(address) : undefined;

/** @returns whether the browser's two statements about the sender's place agree; Firefox may leave `origin` out */
const agrees = (url: URL, sender: Sender, origin: string): boolean =>
  `${url.protocol}//${url.host}` === origin && (sender.origin === undefined || sender.origin === origin);

/** @returns whether a sender of ours speaks from inside another page */
export const isFramed = (sender: Sender): boolean => sender.tab?.id !== undefined && sender.frameId !== 0;

/**
 * Tells who a sender is by the browser's data alone.
 * Tried in Chromium 156: a page framed by its dynamic address still has the fixed id in `url` and `origin`.
 * @param deps.ownId the extension's id
 * @param deps.ownOrigin origin of the background itself, such as chrome-extension://…
 * @param deps.consoleHosts exact host names the content script runs on
 * @param deps.isBoundPanel whether this frame said hello with a live token of its own tab
 * @returns an audience; `panel-expired` for a framed panel without a binding; `not-allowed` for anything else
 */
export const createAudienceOf =
  (deps: {
    ownId: string;
    ownOrigin: string;
    consoleHosts: readonly string[];
    isBoundPanel: (sender: Sender) => Promise<boolean>;
  }) =>
  async (sender: Sender, name: CallName): Promise<Audience | Failure> => {
    const url = parse(sender.url);
    if (sender.id !== deps.ownId || url === undefined) return { kind: 'not-allowed' };
    const isTop = sender.frameId === 0;
    const hasTab = sender.tab?.id !== undefined;
    if (agrees(url, sender, deps.ownOrigin)) {
      const isPanel = url.pathname === panelPath;
      // Without a tab the browser does not tell a frame from a page of its own, and the panel can be framed.
      if (!isFramed(sender))
        return pagePaths.has(url.pathname) || (isPanel && hasTab) ? 'page' : { kind: 'not-allowed' };
      if (!isPanel) return { kind: 'not-allowed' };
      // Hello is how a panel becomes bound; its handler checks the token.
      if (name === 'panel.hello' || (await deps.isBoundPanel(sender))) return 'panel';
      return { kind: 'panel-expired' };
    }
    const isConsole = deps.consoleHosts.some((host) => agrees(url, sender, `https://${host}`));
    return isConsole && isTop && hasTab ? 'content' : { kind: 'not-allowed' };
  };
