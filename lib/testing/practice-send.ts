import type { PracticeHost } from '../../practice/host.ts';
import type { Send } from '../domain/provider';
import { failed, success } from '../domain/result';

/**
 * A door that leads into a practice cloud in the same process. The signature is judged there, by the vendor's signer.
 * @param now milliseconds since the epoch, on the corrected clock of this side
 */
export const sendToPractice =
  (host: PracticeHost, now: () => number): Send =>
  async (call) => {
    const request = await call.sign(now());
    const url = new URL(request.url);
    if (!host.answersTo(url.hostname)) return failed({ kind: 'unreachable' });
    const answer = await host.answer({
      host: url.hostname,
      method: request.method,
      path: url.pathname,
      query: url.searchParams,
      search: url.search,
      headers: Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]),
      ),
      body: request.body,
      arrivedAt: now(),
    });
    if (answer.connection === 'destroy') return failed({ kind: 'unreachable' });
    const serverTime = Date.parse(answer.headers.date ?? '');
    return success({
      status: answer.status,
      text: answer.body,
      ...(Number.isNaN(serverTime) ? {} : { serverTime }),
    });
  };
