/** A text, or one of the signs that give JSON its shape. */
const tokens = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"|[{}[\]:]/g;

const nameOf = (token: string): string => {
  // Valid JSON by agreement, so a text in it is one too.
  const name: unknown = token.includes('\\') ? JSON.parse(token) : token.slice(1, -1);
  return String(name);
};

/**
 * Tells a JSON text in which an object names a field twice. Parsers keep one of the two without a word, and which one
 * may be the damaged one.
 * @param text valid JSON
 */
export const namesTwice = (text: string): boolean => {
  /** Names met in the objects that are open; a list has none. */
  const open: (Set<string> | undefined)[] = [];
  let last = '';
  for (const [token] of text.matchAll(tokens)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(undefined);
    else if (token === '}' || token === ']') open.pop();
    else if (token !== ':') last = token;
    else {
      const names = open.at(-1);
      const name = nameOf(last);
      if (names?.has(name)) return true;
      names?.add(name);
    }
  }
  return false;
};
