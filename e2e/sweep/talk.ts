import type { JournalEntry } from '../../lib/domain/job.ts';
import type { Result } from '../../lib/domain/result.ts';
import type { CallName, CallReply, CallRequest } from '../../lib/messaging/contract.ts';
import type { Surface } from '../drivers/surface.ts';

/** What speaks with the background: any page of the extension. */
export type Page = Pick<Surface, 'evaluate'>;

/** A message that nobody answers is given up after this, in milliseconds; the background was killed under it. */
const patienceMs = 10_000;

/** @returns the background's answer; undefined when it died under the message */
export const ask = <Name extends CallName>(
  page: Page,
  name: Name,
  request: CallRequest<Name>,
): Promise<Result<CallReply<Name>> | undefined> => {
  const message = JSON.stringify({ call: name, request });
  return page.evaluate(`Promise.race([
    (globalThis.browser ?? globalThis.chrome).runtime.sendMessage(${message}).catch(() => undefined),
    new Promise((resolve) => setTimeout(resolve, ${patienceMs})),
  ])`);
};

/** Asks while nobody kills the background. Fails with what it says instead of a value. */
export const demand = async <Name extends CallName>(
  page: Page,
  name: Name,
  request: CallRequest<Name>,
): Promise<CallReply<Name>> => {
  const answer = await ask(page, name, request);
  if (answer?.ok) return answer.value;
  throw new Error(`${name} gave ${JSON.stringify(answer?.failure ?? 'no answer')}`);
};

/** @returns the journal of a job as it is on disk, read without the background */
export const readJournal = async (page: Page, jobId: string): Promise<JournalEntry[]> => {
  const records = await page.evaluate<{ value: JournalEntry }[]>(`new Promise((resolve, reject) => {
    const opening = indexedDB.open('image-roster');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const range = IDBKeyRange.bound([${JSON.stringify(jobId)}, 0], [${JSON.stringify(jobId)}, []], false, true);
      const reading = opening.result.transaction('journal').objectStore('journal').getAll(range);
      reading.onerror = () => reject(reading.error);
      reading.onsuccess = () => { opening.result.close(); resolve(reading.result); };
    };
  })`);
  return records.map(({ value }) => value);
};
