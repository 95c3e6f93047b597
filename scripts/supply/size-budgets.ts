import type { Breach, BuiltFile } from './build-rules.ts';

/**
 * Most bytes, uncompressed. Content scripts are held to an aim, since every console page pays for them; all else to what
 * it had when this was last looked at, with some room, so that growth is somebody's decision.
 */
const sizeBudgets: Readonly<Record<string, number>> = {
  'content-scripts/alibaba.js': 10_000,
  'content-scripts/tencent.js': 10_000,
  'background.js': 260_000,
  'panel.html': 145_000,
  'popup.html': 112_000,
  'workspace.html': 180_000,
};

/** @returns paths of the scripts and styles that a page loads before it is drawn */
const loadedBy = (page: string): string[] =>
  [...page.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map(([, path = '']) => path);

const bytesOf = (text: string | undefined) => (text === undefined ? 0 : Buffer.byteLength(text));

/**
 * @param budgets most bytes by path; of a page with all that it loads at once
 * @returns what is larger than its budget, and budgets of what is not in the build
 */
export const findOversize = (
  files: readonly BuiltFile[],
  budgets: Readonly<Record<string, number>> = sizeBudgets,
): Breach[] => {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  return Object.entries(budgets).flatMap(([path, budget]) => {
    const text = texts.get(path);
    const rule = 'size budget';
    if (text === undefined) return [{ path, rule, excerpt: 'not in the build: take its budget away' }];
    const parts = path.endsWith('.html') ? [path, ...loadedBy(text)] : [path];
    const bytes = parts.reduce((sum, part) => sum + bytesOf(texts.get(part)), 0);
    if (bytes <= budget) return [];
    const excerpt =
      `${bytes} bytes, ${bytes - budget} above its budget. See what came in (wxt build -b chrome --analyze) and take it out ` +
      'or load it later; if it is worth it, raise the budget in scripts/supply/size-budgets.ts and say why in the commit';
    return [{ path, rule, excerpt }];
  });
};
