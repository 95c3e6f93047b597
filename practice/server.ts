import { createServer, type Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { type Certificate, makeCertificate } from './certificate.ts';
import type { PracticeHost } from './host.ts';
import { practiceNames } from './names.ts';
import { createListener, type RequestRecord, type ServerFaults } from './traffic.ts';

export interface PracticeServerOptions {
  hosts: readonly PracticeHost[];
  /** On 127.0.0.1; 0 lets the system choose. */
  port?: number;
  certificate?: Certificate;
  faults?: ServerFaults;
  /** Most requests kept in the log; all of them unless told. For servers that run for hours. */
  mostRecords?: number;
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

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });

/** Node closes connections only once they speak HTTP; browsers open some in advance and say nothing on them. */
const trackSockets = (server: Server): Set<Socket> => {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return sockets;
};

const close = (server: Server, sockets: ReadonlySet<Socket>): Promise<void> =>
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
  const sockets = trackSockets(server);
  await listen(server, options.port ?? 0);
  const { port } = server.address() as AddressInfo; // a listening TCP server has one
  return {
    port,
    url: `https://127.0.0.1:${port}`,
    log,
    certificatePem: certificate.certificatePem,
    faults,
    refuse: () => close(server, sockets),
    accept: () => listen(server, port),
    stop: () => close(server, sockets),
  };
}
