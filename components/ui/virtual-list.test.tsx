import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import { Button } from './button';
import { VirtualList } from './virtual-list';

afterEach(cleanup);

test('thousands of rows draw few, and each tells its place in the whole', () => {
  const items = Array.from({ length: 5000 }, (_, index) => `account ${index}`);
  render(
    <VirtualList items={items} keyOf={(item) => item} label="Accounts">
      {(item) => <span>{item}</span>}
    </VirtualList>,
  );
  const rows = screen.getAllByRole('listitem');
  expect(rows.length).toBeLessThan(60);
  expect(rows[0]?.getAttribute('aria-setsize')).toBe('5000');
  expect(rows[0]?.getAttribute('aria-posinset')).toBe('1');
});

test('a busy button keeps its place and ignores presses', () => {
  let presses = 0;
  render(
    <Button
      isBusy
      onClick={() => {
        presses += 1;
      }}
    >
      Save
    </Button>,
  );
  screen.getByRole('button', { name: 'Save' }).click();
  expect(presses).toBe(0);
});
