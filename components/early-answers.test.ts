import { expect, test } from 'vitest';
import { createEarlyAnswers } from './early-answers';
import { FakeCloud } from './share-list/fake-cloud';

test('asks at once what the page is about to ask, and hands each answer out once', async () => {
  const cloud = new FakeCloud([]);
  const { client, ask } = createEarlyAnswers(cloud.client, ['settings.read', 'vault.state']);
  expect(cloud.asked('vault.state')).toHaveLength(0);
  ask();
  expect(cloud.asked('vault.state')).toHaveLength(1);
  expect(await client('vault.state', {})).toEqual({ ok: true, value: 'open' });
  expect(cloud.asked('vault.state')).toHaveLength(1);
  cloud.vault = 'locked';
  expect(await client('vault.state', {})).toEqual({ ok: true, value: 'locked' });
  expect(await client('job.list', {})).toEqual({ ok: true, value: [] });
  expect(cloud.asked('job.list')).toHaveLength(1);
});
