import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = `<!doctype html><title>bench</title><script type="importmap">${JSON.stringify({
  imports: { idb: '/node_modules/idb/build/index.js', zod: '/node_modules/zod/index.js' },
})}</script>`;

/** The product's modules leave the ending out. */
const fileOf = (path: string): string | undefined =>
  [path, `${path}.ts`]
    .map((each) => join(root, each))
    .find((file) => existsSync(file) && statSync(file).isFile());

/**
 * Serves the product's sources as modules, their types taken off, on 127.0.0.1.
 * @returns the address of an empty page that may import them
 */
export const serveSources = async (): Promise<{ address: string; stop: () => Promise<void> }> => {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
    const file = path === '/' ? undefined : fileOf(path);
    if (path === '/') response.setHeader('content-type', 'text/html').end(page);
    else if (!file) response.writeHead(404).end();
    else {
      const source = readFileSync(file, 'utf8');
      response.setHeader('content-type', 'text/javascript');
      response.end(file.endsWith('.ts') ? stripTypeScriptTypes(source) : source);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server that listens has an address with a port.
  const { port } = server.address() as AddressInfo;
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { address: `http://127.0.0.1:${port}/`, stop };
};
