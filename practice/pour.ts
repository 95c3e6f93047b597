import type { ServerResponse } from 'node:http';

/** Writes the same bytes again and again, no faster than the client reads, until it is gone. */
export function pour(response: ServerResponse, bytes: Buffer): void {
  while (!response.destroyed) {
    if (response.write(bytes)) continue;
    response.once('drain', () => pour(response, bytes));
    return;
  }
}
