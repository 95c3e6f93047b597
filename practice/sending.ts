import type { ServerResponse } from 'node:http';
import type { PracticeAnswer } from './host.ts';

/** Writes the same bytes again and again, no faster than the client reads, until it is gone. */
function pour(response: ServerResponse, bytes: Buffer): void {
  while (!response.destroyed) {
    if (response.write(bytes)) continue;
    response.once('drain', () => pour(response, bytes));
    return;
  }
}

/** Hands an answer to the connection, whole or as its fault wants it. @param record is told the status */
export function send(response: ServerResponse, answer: PracticeAnswer, record: { status: number }): void {
  record.status = answer.status;
  const bytes = Buffer.from(answer.body);
  if (answer.connection === 'destroy') {
    response.destroy();
    return;
  }
  if (answer.connection === 'endless') {
    pour(response.writeHead(answer.status, answer.headers), bytes);
    return;
  }
  const hasBody = answer.status !== 204 && answer.status !== 304;
  response.writeHead(answer.status, {
    ...answer.headers,
    ...(hasBody ? { 'content-length': String(bytes.length) } : {}),
  });
  if (answer.connection === 'half') {
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
    return;
  }
  response.end(hasBody ? bytes : undefined);
}
