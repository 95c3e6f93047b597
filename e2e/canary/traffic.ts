import type { Finder, Found } from './finder.ts';

/** Headers in which the session token goes to the cloud, as the vendors' signers name them. */
const tokenHeader = /\r\n(?:x-tc-token|x-acs-security-token): *([^\r\n]*)/gi;
const headerEnd = '\r\n\r\n';

/** Blanks the session token where it may travel: in its header, in a request to a listed host. */
const withoutAllowedTokens = (bytes: Buffer, mayHaveToken: (host: string) => boolean): Buffer => {
  const blanked = Buffer.from(bytes);
  const text = bytes.toString('latin1');
  for (const match of text.matchAll(tokenHeader)) {
    const start = text.lastIndexOf(headerEnd, match.index - 1) + 1;
    const end = text.indexOf(headerEnd, match.index);
    const [, host = ''] = /\r\nhost: *([^\r\n:]*)/i.exec(text.slice(start, end < 0 ? undefined : end)) ?? [];
    if (!mayHaveToken(host.toLowerCase())) continue;
    const value = match.index + match[0].length - (match[1] ?? '').length;
    blanked.fill(' ', value, match.index + match[0].length);
  }
  return blanked;
};

/**
 * Finds canaries in what a server received. The session token may travel in its header to a listed host; in another
 * header, in a body or on the way to another host it is found, and a secret is found anywhere.
 * @param bytes all that came over one connection, requests one after the other
 * @param mayHaveToken whether a host, in lower case and without port, is an API host
 */
export const findInTraffic = (
  find: Finder,
  bytes: Buffer,
  mayHaveToken: (host: string) => boolean,
): Found[] => [
  ...find(bytes).filter(({ needle }) => needle.kind !== 'token'),
  ...find(withoutAllowedTokens(bytes, mayHaveToken)).filter(({ needle }) => needle.kind === 'token'),
];
