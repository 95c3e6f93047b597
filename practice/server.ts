import { createServer, type Server } from 'node:https';
import {
  type AddressInfo,
  createServer as createTcpServer,
  type Socket,
  type Server as TcpServer,
} from 'node:net';
import { type Certificate, makeCertificate } from './certificate.ts';
import { readServerName } from './hello.ts';
import type { PracticeHost } from './host.ts';
import { practiceNames } from './names.ts';
import { createListener, type RequestRecord, type ServerFaults } from './traffic.ts';

export interface PracticeServerOptions {
  hosts: readonly PracticeHost[];
  /** On 127.0.0.1; 0 lets the system choose. */
  port?: number;
  certificate?: Certificate;
  faults?: ServerFaults;
  /** Told every byte that arrives, behind the encryption and before anything reads it, with its connection's number. */
  onBytes?: (connection: number, bytes: Buffer) => void;
  /** Most requests kept in the log; all of them unless told. For servers that run for hours. */
  mostRecords?: number;
  /** Requests answered on one connection before it is closed; any number unless told. */
  requestsPerConnection?: number;
}

export interface PracticeServer {
  port: number;
  /** `https://127.0.0.1:<port>` */
  url: string;
  /** Every request in order of arrival, whatever host it names. */
  log: RequestRecord[];
  certificatePem: string;
  faults: ServerFaults;
  /** Ends all connections and refuses new ones until `accept`. */
  refuse(): Promise<void>;
  accept(): Promise<void>;
  stop(): Promise<void>;
}

const listen = (server: TcpServer, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });

/**
 * Takes connections before TLS does, so that a fault can come between them and their handshake.
 * Keeps them at hand: Node closes connections only once they speak HTTP; browsers open some in advance.
 */
const createFront = (server: Server, faults: ServerFaults): { front: TcpServer; sockets: Set<Socket> } => {
  const sockets = new Set<Socket>();
  const admit = async (socket: Socket) => {
    if (faults.beforeHandshake) {
      const verdict = await faults.beforeHandshake(await readServerName(socket));
      if (verdict === 'destroy') socket.destroy();
    }
    if (!socket.destroyed) server.emit('connection', socket);
  };
  const front = createTcpServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // A client that is gone before TLS listens for it.
    socket.on('error', () => socket.destroy());
    admit(socket).catch((error: unknown) => {
      console.error('practice server:', error);
      socket.destroy();
    });
  });
  return { front, sockets };
};

/** Node reads past listeners until there is one for data, then through it; the order of bytes is kept. */
const tapBytes = (server: Server, onBytes: NonNullable<PracticeServerOptions['onBytes']>) => {
  let connections = 0;
  server.on('secureConnection', (socket: Socket) => {
    const connection = connections;
    connections += 1;
    socket.on('data', (bytes: Buffer) => onBytes(connection, bytes));
  });
};

const close = (server: TcpServer, sockets: ReadonlySet<Socket>): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });

/**
 * Plays every host on one TLS port of 127.0.0.1, told apart by the Host header. Names nobody plays get 404 and are
 * in the log like all others.
 * @throws when the port is taken
 */
export async function startPracticeServer(options: PracticeServerOptions): Promise<PracticeServer> {
  const certificate = options.certificate ?? (await makeCertificate(practiceNames));
  const log: RequestRecord[] = [];
  const faults = options.faults ?? {};
  const listener = createListener(
    options.hosts,
    log,
    faults,
    options.mostRecords ?? Number.POSITIVE_INFINITY,
  );
  const server = createServer(
    { key: certificate.keyPem, cert: certificate.certificatePem },
    (incoming, response) => {
      listener(incoming, response).catch((error: unknown) => {
        console.error('practice server:', error);
        response.destroy();
      });
    },
  );
  // As long as nginx: a shorter life makes browsers send on connections that are just being closed.
  server.keepAliveTimeout = 75_000;
  server.maxRequestsPerSocket = options.requestsPerConnection ?? 0;
  const { front, sockets } = createFront(server, faults);
  if (options.onBytes) tapBytes(server, options.onBytes);
  await listen(front, options.port ?? 0);
  const { port } = front.address() as AddressInfo; // a listening TCP server has one
  return {
    port,
    url: `https://127.0.0.1:${port}`,
    log,
    certificatePem: certificate.certificatePem,
    faults,
    refuse: () => close(front, sockets),
    accept: () => listen(front, port),
    stop: () => close(front, sockets),
  };
}
