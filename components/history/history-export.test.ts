import { expect, test } from 'vitest';
import { readCsv } from '../../lib/domain/csv';
import { testNow } from '../share-list/test-values';
import { writeHistory } from './history-export';
import { isoTime } from './iso-time';
import { evidenceOf, jobOf } from './test-jobs';

const labelOf = (_: string, account: string) => (account === '100000000117' ? '@SUM(1)|<i>' : '');
const jobs = [evidenceOf(jobOf('job-1', { by: '=prod' })), evidenceOf(jobOf('job-2', { undoes: 'job-1' }))];

test.each([
  [0, '2026-11-22T08:00:00+00:00'],
  [480, '2026-11-22T16:00:00+08:00'],
  [-210, '2026-11-22T04:30:00-03:30'],
])('a moment carries its zone, %i minutes from Greenwich', (offset, text) => {
  expect(isoTime(testNow, offset)).toBe(text);
  expect(Date.parse(text)).toBe(testNow);
});

test('CSV has a line per account and image, with every request id, and no formula runs', () => {
  const { name, text, type } = writeHistory(jobs, 'csv', labelOf, testNow);
  expect([name, type]).toEqual([`image-roster-history-${isoTime(testNow).slice(0, 10)}.csv`, 'text/csv']);
  expect(text).toContain(`"'=golden|<b>[x](http://x)"`);
  expect(text).toContain(`"'@SUM(1)|<i>"`);
  const [head, ...rows] = readCsv(text).map(({ cells }) => cells);
  expect(rows).toHaveLength(4);
  const first = Object.fromEntries((head ?? []).map((key, at) => [key, rows[0]?.[at]]));
  expect(first).toMatchObject({
    Job: 'job-1',
    Started: isoTime(testNow),
    Ended: isoTime(testNow + 1000),
    'Acting account': '100000000001',
    Region: 'ap-guangzhou',
    'Image ID': 'img-00000001',
    Account: '100000000117',
    Action: 'Share',
    Outcome: 'Confirmed',
    'Request ID': 'req-1',
    Sent: `${isoTime(testNow + 200)}; ${isoTime(testNow + 500)}`,
    Answered: `no answer; ${isoTime(testNow + 600)}`,
  });
});

test('JSON says the same in words for programs', () => {
  const { text } = writeHistory(jobs.slice(0, 1), 'json', labelOf, testNow);
  const read = JSON.parse(text) as { jobs: unknown[] };
  expect(read).toMatchObject({
    exportedAt: isoTime(testNow),
    jobs: [
      {
        id: 'job-1',
        profile: '=prod',
        caller: '100000000001',
        plan: [{ imageId: 'img-00000001', rosterSize: 3, share: 2, revoke: 0, skipped: 1 }],
        results: [
          { account: '100000000117', outcome: 'confirmed', requestIds: ['req-1'] },
          {
            account: '100000000118',
            outcome: 'refused',
            reason: 'account-not-found',
            requestIds: ['req-2'],
          },
        ],
        calls: [
          { sentAt: isoTime(testNow + 200) },
          { requestId: 'req-1', answeredAt: isoTime(testNow + 600) },
          { requestId: 'req-2', code: 'InvalidAccountId.NotFound' },
        ],
      },
    ],
  });
  expect(text).not.toContain('answeredAt": null');
  const [job] = read.jobs as { calls: Record<string, unknown>[] }[];
  expect(job?.calls[0]).not.toHaveProperty('answeredAt');
});

test('Markdown stays a table whatever people call their images', () => {
  const { name, text } = writeHistory(jobs.slice(0, 1), 'md', labelOf, testNow);
  expect(name).toBe('image-roster-history-job-1.md');
  expect(text).toContain('\\|\\<b\\>\\[x\\](http://x)');
  expect(text).toContain(`| Started | ${isoTime(testNow)} |`);
  expect(text).toMatch(
    /\| 100000000117 \| @SUM\(1\)\\\|\\<i\\> \| img-00000001 \| Share \| Confirmed \| .* \| req-1 \| .* \| no answer; .* \|/,
  );
  for (const line of text.split('\n').filter((each) => each.startsWith('|')))
    expect(line.replace(/\\./g, '').match(/[<>]/)).toBeNull();
});
