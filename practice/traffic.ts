import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { PracticeAnswer, PracticeHost, PracticeRequest } from './host.ts';
import { send } from './sending.ts';

/** Largest body read, bytes; above it the answer is 413. */
const mostBytes = 12 * 1024 * 1024;

/** One request as the server saw it, and how its answer ended. */
export interface RequestRecord {
  /** In order of arrival, from 0. */
  number: number;
  /** In lower case, without port. */
  host: string;
  /** Whether one of the hosts answers to that name. */
  isKnown: boolean;
  method: string;
  path: string;
  search: string;
  headers: IncomingHttpHeaders;
  body: string;
  bodyBytes: number;
  /** X-TC-Action or X-ACS-Action; empty when absent. */
  action: string;
  /** Origin header; empty when absent. */
  origin: string;
  /** Milliseconds since the epoch. */
  arrivedAt: number;
  /** 0 until answered. */
  status: number;
  /** `open` until the answer is out or the connection gone. */
  outcome: 'open' | 'finished' | 'aborted';
  /** Known once the outcome is. */
  bytesSent: number;
  /** Resolves when the outcome is known; a hook that waits for it holds the call until its client is gone. */
  closed: Promise<void>;
}

/** What a hook may do instead of letting the answer go out: end the connection, cut it, or answer otherwise. */
type Interference = 'destroy' | 'half' | PracticeAnswer | undefined;

type Hook = (record: RequestRecord) => Interference | Promise<Interference>;

/** Faults of the connection; may be changed while the server runs. A hook that never settles is a black hole. */
export interface ServerFaults {
  /**
   * Before the TLS handshake of a new connection: no request has left the client yet. The connection waits until it
   * settles.
   * @param name server name that the client asks for; empty when it names none
   */
  beforeHandshake?: ((name: string) => Promise<'destroy' | undefined>) | undefined;
  /** After the request is read and before it has any effect. An interference means no effect. */
  beforeAnswer?: Hook | undefined;
  /** After the effect and before the answer goes out. */
  afterEffect?: Hook | undefined;
}

const single = (value: string | string[] | undefined): string => (typeof value === 'string' ? value : '');

/** @returns the body; undefined when it is too large or the client gave up */
async function readBody(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of incoming) {
      const part = Buffer.from(chunk as Uint8Array); // a socket without encoding gives bytes
      bytes += part.length;
      if (bytes > mostBytes) return undefined;
      chunks.push(part);
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks);
}

const plain = (status: number, body: string): PracticeAnswer => ({
  status,
  headers: { 'content-type': 'text/plain' },
  body,
});

function disturb(answer: PracticeAnswer, interference: Interference): PracticeAnswer {
  if (interference === 'destroy' || interference === 'half') return { ...answer, connection: interference };
  return interference ?? answer;
}

async function decide(
  host: PracticeHost | undefined,
  request: PracticeRequest,
  record: RequestRecord,
  faults: ServerFaults,
): Promise<PracticeAnswer> {
  const early = await faults.beforeAnswer?.(record);
  if (early) return disturb(plain(200, 'interrupted'), early);
  if (!host) return plain(404, `nobody plays ${request.host} here\n`);
  if (request.method === 'OPTIONS') return { status: 204, headers: {}, body: '' };
  const answer = await host.answer(request);
  return disturb(answer, await faults.afterEffect?.(record));
}

function recordOf(
  incoming: IncomingMessage,
  response: ServerResponse,
  url: URL,
  number: number,
): RequestRecord {
  const record: RequestRecord = {
    number,
    host: single(incoming.headers.host).toLowerCase().replace(/:\d+$/, ''),
    isKnown: false,
    method: incoming.method ?? '',
    path: url.pathname,
    search: url.search,
    headers: incoming.headers,
    body: '',
    bodyBytes: 0,
    action: single(incoming.headers['x-tc-action'] ?? incoming.headers['x-acs-action']),
    origin: single(incoming.headers.origin),
    arrivedAt: Date.now(),
    status: 0,
    outcome: 'open',
    bytesSent: 0,
    closed: new Promise((resolve) => {
      const { socket } = incoming;
      const sentBefore = socket.bytesWritten;
      response.on('close', () => {
        record.outcome = response.writableFinished ? 'finished' : 'aborted';
        record.bytesSent = socket.bytesWritten - sentBefore;
        resolve();
      });
    }),
  };
  return record;
}

/**
 * Reads what arrives, records it in `log`, and has it answered by the host it names.
 * @param mostRecords above it the oldest records go
 * @returns a listener for a server; its promise settles when the answer is handed over
 */
export function createListener(
  hosts: readonly PracticeHost[],
  log: RequestRecord[],
  faults: ServerFaults,
  mostRecords: number,
) {
  let arrived = 0;
  return async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(`https://localhost${incoming.url?.startsWith('/') ? incoming.url : '/'}`);
    const record = recordOf(incoming, response, url, arrived);
    arrived += 1;
    log.push(record);
    if (log.length > mostRecords) log.shift();
    const player = hosts.find((one) => one.answersTo(record.host));
    record.isKnown = player !== undefined;
    const bytes = await readBody(incoming);
    if (!bytes) {
      send(response, { ...plain(413, 'too large\n'), headers: { connection: 'close' } }, record);
      return;
    }
    record.body = bytes.toString('utf8');
    record.bodyBytes = bytes.length;
    const { host, method, path, search, headers, body, arrivedAt } = record;
    const address = incoming.socket.remoteAddress;
    const request = {
      host,
      method,
      path,
      search,
      query: url.searchParams,
      headers,
      body,
      arrivedAt,
      address,
    };
    send(response, await decide(player, request, record, faults), record);
  };
}
