import type { Socket } from 'node:net';

/**
 * Finds the extension `server_name`: its type 0, its length, the list's length, entry type 0, the name's length
 * (RFC 6066, 3). All numbers but the entry's type have two bytes.
 */
const nameIn = (hello: Buffer): string => {
  for (let at = 0; at + 9 < hello.length; at += 1) {
    const length = hello.readUInt16BE(at + 7);
    const isHead =
      hello.readUInt16BE(at) === 0 &&
      hello.readUInt16BE(at + 2) === length + 5 &&
      hello.readUInt16BE(at + 4) === length + 3 &&
      hello[at + 6] === 0;
    if (isHead) return hello.toString('latin1', at + 9, at + 9 + length);
  }
  return '';
};

/**
 * Looks at the first bytes of a TLS connection and leaves them for whoever takes it over.
 * @returns the server name it asks for; empty when it names none or is gone
 */
export const readServerName = async (socket: Socket): Promise<string> => {
  await new Promise<void>((resolve) => {
    socket.once('readable', resolve);
    socket.once('close', resolve);
  });
  const hello: unknown = socket.read();
  if (!Buffer.isBuffer(hello)) return '';
  socket.unshift(hello);
  return nameIn(hello);
};
