/** Texts by key, as WebExtensions keep them. */
type Catalog = Record<string, { message: string }>;

const folders: Record<string, string> = { en: 'en', 'zh-CN': 'zh_CN' };

/**
 * Reads one of the package's own catalogs; the browser itself gives texts of its own language alone.
 * @param language 'en' or 'zh-CN'
 * @returns undefined when there is none
 */
export const loadCatalog = async (language: string): Promise<Catalog | undefined> => {
  const folder = folders[language];
  if (folder === undefined) return undefined;
  try {
    const answer = await fetch(`/_locales/${folder}/messages.json`);
    return answer.ok ? ((await answer.json()) as Catalog) : undefined; // the package's own file
  } catch {
    return undefined;
  }
};
