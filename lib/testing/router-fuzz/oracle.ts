import { contract } from '../../messaging/contract';
import type { Sender } from '../../messaging/server';
import { consoleHosts, ownId, ownOrigin } from './senders';

/** How long a token lives, by the design. */
const tokenLifeMs = 60_000;

interface Ticket {
  token: string;
  madeAt: number;
  site: string;
}

interface Binding {
  frameId: unknown;
  documentId: unknown;
  site: string;
}

/** Who a sender is by the design's words, told with other means than the product's: patterns over the whole address. */
const ownPage = new RegExp(`^${ownOrigin}/(popup|workspace|panel)\\.html(?:[?#].*)?$`, 's');
const consolePage = new RegExp(
  `^https://(${consoleHosts.map((host) => host.replaceAll('.', '\\.')).join('|')})(?::443)?(?:[/?#].*)?$`,
  's',
);

const siteOf = (address: unknown): string => {
  const host = typeof address === 'string' ? consolePage.exec(address)?.[1] : undefined;
  return host === undefined ? '' : `https://${host}`;
};

/** What may happen, kept beside the product and asked about each message. */
export const createOracle = () => {
  const tickets = new Map<number, Ticket>();
  const bindings = new Map<number, Binding>();

  const isBound = ({ tab, frameId, documentId }: Sender): boolean => {
    const binding = typeof tab?.id === 'number' ? bindings.get(tab.id) : undefined;
    return (
      binding !== undefined &&
      binding.frameId === frameId &&
      (binding.documentId ?? '') === (documentId ?? '') &&
      binding.site === siteOf(tab?.url)
    );
  };

  const audienceOf = (sender: Sender): 'content' | 'page' | 'panel' | 'unbound' | 'nobody' => {
    if (sender.id !== ownId || typeof sender.url !== 'string') return 'nobody';
    const hasTab = sender.tab !== undefined && sender.tab.id !== undefined;
    const isTop = sender.frameId === 0;
    const path = ownPage.exec(sender.url)?.[1];
    if (path !== undefined) {
      if (sender.origin !== undefined && sender.origin !== ownOrigin) return 'nobody';
      if (path === 'panel') {
        if (!hasTab) return 'nobody';
        if (isTop) return 'page';
        if (sender.frameId === undefined) return 'nobody';
        return isBound(sender) ? 'panel' : 'unbound';
      }
      return isTop || !hasTab ? 'page' : 'nobody';
    }
    const site = siteOf(sender.url);
    const isConsole = site !== '' && (sender.origin === undefined || sender.origin === site);
    return isConsole && isTop && hasTab ? 'content' : 'nobody';
  };

  return {
    /** Whether the contract and the design let this message have any effect at all. */
    mayAct: (message: unknown, sender: Sender): boolean => {
      if (typeof message !== 'object' || message === null) return false;
      const keys = Reflect.ownKeys(message).sort().join();
      if (keys !== 'call,request') return false;
      // Messages are copied on their way; one with a getter never comes about in a browser.
      if (Object.getOwnPropertyDescriptor(message, 'request')?.get) return false;
      const { call, request } = message as { call: unknown; request: unknown };
      if (typeof call !== 'string' || !Object.keys(contract).includes(call)) return false;
      const { from, request: schema } = contract[call as keyof typeof contract];
      const who = audienceOf(sender);
      const isSaidHello = call === 'panel.hello' && (who === 'unbound' || who === 'panel');
      const isAllowed = isSaidHello || (from as readonly string[]).includes(who);
      return isAllowed && schema().safeParse(request).success;
    },
    isFramed: (sender: Sender): boolean => ['panel', 'unbound'].includes(audienceOf(sender)),
    /** Whether a token is good for this sender now. */
    isLive: (token: string, sender: Sender, now: number): boolean => {
      const ticket = typeof sender.tab?.id === 'number' ? tickets.get(sender.tab.id) : undefined;
      return (
        ticket !== undefined &&
        ticket.token === token &&
        now - ticket.madeAt <= tokenLifeMs &&
        ticket.site === siteOf(sender.tab?.url)
      );
    },
    opened: (token: string, { tab, url }: Sender, now: number): void => {
      if (typeof tab?.id !== 'number') return;
      bindings.delete(tab.id);
      tickets.set(tab.id, { token, madeAt: now, site: siteOf(url) });
    },
    greeted: ({ tab, frameId, documentId }: Sender): void => {
      const ticket = typeof tab?.id === 'number' ? tickets.get(tab.id) : undefined;
      if (typeof tab?.id !== 'number' || ticket === undefined) return;
      tickets.delete(tab.id);
      bindings.set(tab.id, { frameId, documentId, site: ticket.site });
    },
  };
};
