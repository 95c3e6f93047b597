import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Mutant } from '../../lib/testing/model/mutants.ts';

type Change = Mutant['changes'][number];

const root = new URL('../../', import.meta.url);

/** Modules that stand in for others: WebCrypto answers outside of a virtual clock's time. */
const standIns: Record<string, string> = { 'lib/signing/digest.ts': 'lib/testing/model/quick-digest.ts' };

/** @throws where the text is not there exactly once: a change that changes nothing would prove nothing */
const apply = (source: string, { file, from, to }: Change): string => {
  const parts = source.split(from);
  if (parts.length !== 2) throw new Error(`${file} holds ${parts.length - 1} times: ${from}`);
  return parts.join(to);
};

/**
 * Has Node run the sources of `lib` as they are, which leave out the extension of what they import.
 * @param changes applied to sources as they are loaded; the files on disk stay as they are
 */
export const loadSources = (changes: readonly Change[]): void => {
  registerHooks({
    resolve: (specifier, context, next) => {
      const isBare = /^\.\.?\//.test(specifier) && !/\.[a-z]+$/.test(specifier);
      const resolved = next(isBare ? `${specifier}.ts` : specifier, context);
      const standIn = standIns[resolved.url.slice(root.href.length)];
      return standIn === undefined ? resolved : { ...resolved, url: new URL(standIn, root).href };
    },
    load: (url, context, next) => {
      const mine = changes.filter(({ file }) => url === new URL(file, root).href);
      if (mine.length === 0) return next(url, context);
      const source = mine.reduce(apply, readFileSync(fileURLToPath(url), 'utf8'));
      return { format: 'module-typescript', source, shortCircuit: true };
    },
  });
};
