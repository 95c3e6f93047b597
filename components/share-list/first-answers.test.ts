import { expect, test } from 'vitest';
import { FakeCloud } from './fake-cloud';
import { withFirstAnswers } from './first-answers';

test('asks at once what the popup is about to ask, and hands each answer out once', async () => {
  const cloud = new FakeCloud([]);
  const client = withFirstAnswers(cloud.client);
  expect(cloud.asked('vault.state')).toHaveLength(1);
  expect(await client('vault.state', {})).toEqual({ ok: true, value: 'open' });
  expect(cloud.asked('vault.state')).toHaveLength(1);
  cloud.vault = 'locked';
  expect(await client('vault.state', {})).toEqual({ ok: true, value: 'locked' });
  expect(await client('job.list', {})).toEqual({ ok: true, value: [] });
  expect(cloud.asked('job.list')).toHaveLength(1);
});
