import type { Client } from '../lib/messaging/client';
import { browserLanguage, type Catalog, language, speak } from './text';

/**
 * Has the page speak the language that a person set, or that of the browser; to be awaited before anything is drawn.
 * A browser in any Chinese gets the Chinese catalog: left alone, it gives one in traditional writing the English texts.
 * Where the setting or the catalog cannot be read, the page speaks as the browser does.
 * @param loadCatalog reads a catalog of the package; undefined when it cannot
 */
export const followLanguage = async (
  client: Client,
  loadCatalog: (language: string) => Promise<Catalog | undefined>,
): Promise<void> => {
  const answer = await client('settings.read', {});
  const chosen = answer.ok ? answer.value.language : 'browser';
  const wanted = chosen === 'browser' ? browserLanguage() : chosen;
  const catalog = wanted === language() ? undefined : await loadCatalog(wanted);
  if (catalog) speak(catalog);
  document.documentElement.lang = language();
};
