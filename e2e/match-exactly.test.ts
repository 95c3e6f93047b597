import { expect, test } from 'vitest';
import { knownImages, recipients } from '../practice/tencent/world.ts';
import { openPanelTab, openStage, resultsOf, saveKeys } from './stage.ts';

test('match exactly shows removals first, and a big one is applied only after its number was typed', async () => {
  const stage = await openStage();
  const { cloud } = stage.world;
  const before = cloud.rosterOf(knownImages.shared).sort();
  const wanted = [...before.slice(0, 5), ...recipients(60).slice(-3)].sort();
  const removed = before.length - 5;
  await saveKeys(stage);
  const panel = await openPanelTab(stage, [knownImages.shared]);
  await panel.click('radio', 'Match exactly');
  await panel.fill('textbox', 'Account IDs', wanted.join('\n'));
  await panel.click('button', 'Review plan');
  const { text } = await panel.waitFor('region', 'Plan');
  expect(text.indexOf('To revoke')).toBeLessThan(text.indexOf('To share'));
  await panel.waitFor('button', /^Apply/, ({ isEnabled }) => !isEnabled);
  await panel.fill('textbox', 'Number of accounts to revoke', String(removed - 1));
  await panel.waitFor('button', /^Apply/, ({ isEnabled }) => !isEnabled);
  await panel.fill('textbox', 'Number of accounts to revoke', String(removed));
  await panel.waitFor('button', /^Apply/, ({ isEnabled }) => isEnabled);
  // Somebody else changes the roster behind the plan: it must not be applied to a roster nobody has seen.
  const [foreign = ''] = recipients(80).slice(-1);
  cloud.setRoster(knownImages.shared, [...before, foreign]);
  await panel.click('button', /^Apply/);
  await panel.click('button', 'Make the plan again');
  await panel.waitFor('region', 'Plan', (plan) => plan.text.includes(`To revoke ${removed + 1} `));
  await panel.fill('textbox', 'Number of accounts to revoke', String(removed + 1));
  await panel.click('button', /^Apply/);
  await panel.waitFor('button', 'Undo this job');
  expect(cloud.rosterOf(knownImages.shared).sort()).toEqual(wanted);
  const rows = await resultsOf(panel);
  expect(rows.filter(({ outcome }) => outcome === 'Confirmed')).toHaveLength(removed + 1 + 3);
});
