import { render } from 'preact';
import type { Glance } from '../../lib/domain/glance';
import type { Client } from '../../lib/messaging/client';
import { ClientContext } from '../client-context';
import { readLanguage, speakIn } from '../follow-language';
import { type HostAccess, HostAccessContext } from '../host-access';
import type { Catalog } from '../text';
import { KeepGlance } from './glance';
import { Popup } from './Popup';

/** What the popup asks of the browser. */
export interface PopupDoors {
  client: Client;
  hostAccess: HostAccess;
  loadCatalog: (language: string) => Promise<Catalog | undefined>;
  /** @returns what was shown last; undefined when nothing is kept */
  readGlance: () => Promise<Glance | undefined>;
  keepGlance: (glance: Glance) => Promise<void>;
  /** Loads the page anew. */
  reload: () => void;
}

/** Draws the popup: what it showed last at once, and in any case what the background answers. */
export const startPopup = async (root: Element, doors: PopupDoors): Promise<void> => {
  const { client } = doors;
  const glance = await doors.readGlance();
  const language = glance?.language ?? (await readLanguage(client));
  await speakIn(language, doors.loadCatalog);
  const keep = (shown: Omit<Glance, 'language'>) => void doors.keepGlance({ ...shown, language });
  render(
    <ClientContext.Provider value={client}>
      <HostAccessContext.Provider value={doors.hostAccess}>
        <KeepGlance.Provider value={keep}>
          <Popup glance={glance} />
        </KeepGlance.Provider>
      </HostAccessContext.Provider>
    </ClientContext.Provider>,
    root,
  );
  // A glance speaks the language of its time; the next drawing speaks the one that is set now.
  const set = glance ? await readLanguage(client) : language;
  if (!glance || set === language) return;
  await doors.keepGlance({ ...glance, language: set });
  doors.reload();
};
