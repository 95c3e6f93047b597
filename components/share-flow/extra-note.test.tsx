import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import { ExtraNote } from './extra-note';
import { image } from './fake-cloud';

afterEach(cleanup);

test('names who came after the plan, and how many more there are', () => {
  const accounts = Array.from({ length: 7 }, (_, at) => String(100000000001 + at));
  render(<ExtraNote extra={[{ imageId: image.imageId, accounts, count: 120 }]} images={[image]} />);
  const note = screen.getByRole('status').textContent;
  expect(note).toContain('120 accounts came to the roster of golden after the plan.');
  expect(note).toContain('100000000005');
  expect(note).not.toContain('100000000006');
  expect(note).toContain('115');
});

test('is silent where nobody came', () => {
  const { container } = render(<ExtraNote extra={[]} images={[image]} />);
  expect(container.textContent).toBe('');
});
