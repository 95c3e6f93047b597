import type { Settings } from '../lib/domain/settings';
import type { Client } from '../lib/messaging/client';
import { browserLanguage, type Catalog, language, speak } from './text';

/** @returns the language that a person set; that of the browser where the setting cannot be read */
export const readLanguage = async (client: Client): Promise<Settings['language']> => {
  const answer = await client('settings.read', {});
  return answer.ok ? answer.value.language : 'browser';
};

/**
 * Has the page speak a language; to be awaited before anything is drawn.
 * A browser in any Chinese gets the Chinese catalog: left alone, it gives one in traditional writing the English texts.
 * Where the catalog cannot be read, the page speaks as the browser does.
 * @param loadCatalog reads a catalog of the package; undefined when it cannot
 */
export const speakIn = async (
  chosen: Settings['language'],
  loadCatalog: (language: string) => Promise<Catalog | undefined>,
): Promise<void> => {
  const wanted = chosen === 'browser' ? browserLanguage() : chosen;
  const catalog = wanted === language() ? undefined : await loadCatalog(wanted);
  if (catalog) speak(catalog);
  document.documentElement.lang = language();
};

/** Has the page speak the language that a person set, or that of the browser. @param loadCatalog as in `speakIn` */
export const followLanguage = async (
  client: Client,
  loadCatalog: (language: string) => Promise<Catalog | undefined>,
): Promise<void> => speakIn(await readLanguage(client), loadCatalog);
