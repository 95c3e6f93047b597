import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ShareEnvironment } from './environment';
import { GuardedButton } from './guarded-button';

type Tell = (entries: { isVisible: boolean }[]) => void;

const environment: ShareEnvironment = {
  isFramed: true,
  canProve: true,
  isTrusted: () => true,
  isPresent: () => true,
  armsInMs: () => 0,
  copyText: async () => true,
  now: () => 0,
  close: () => {},
  saveFile: () => {},
};

let tell: Tell = () => {};
let options: unknown;
let isWatching = false;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(callback: Tell, asked: unknown) {
        tell = callback;
        options = asked;
      }
      observe() {
        isWatching = true;
      }
      disconnect() {
        isWatching = false;
      }
    },
  );
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const show = (given: ShareEnvironment, presses: boolean[] = []) => {
  render(
    <GuardedButton environment={given} kind="primary" onPress={(isProven) => presses.push(isProven)}>
      Apply
    </GuardedButton>,
  );
  act(() => {});
  return presses;
};
const isDisabled = () => screen.getByRole('button', { name: 'Apply' }).hasAttribute('disabled');
const see = (isVisible: boolean, forMs: number) =>
  act(() => {
    tell([{ isVisible }]);
    vi.advanceTimersByTime(forMs);
  });

test('a framed button waits until it was seen for half a second without a break', () => {
  const presses = show(environment);
  expect(options).toMatchObject({ trackVisibility: true, delay: 100 });
  expect(isDisabled()).toBe(true);
  see(true, 499);
  see(false, 0);
  see(true, 499);
  expect(isDisabled()).toBe(true);
  see(true, 500);
  expect(isDisabled()).toBe(false);
  fireEvent.click(screen.getByRole('button', { name: 'Apply' }));
  expect(presses).toEqual([true]);
});

test('what covers it later takes the button away again', () => {
  show(environment);
  see(true, 500);
  see(false, 0);
  expect(isDisabled()).toBe(true);
});

test('where the browser cannot tell, the press says so', () => {
  const presses = show({ ...environment, canProve: false });
  fireEvent.click(screen.getByRole('button', { name: 'Apply' }));
  expect(presses).toEqual([false]);
});

test('a press of somebody who was not there, or not for long, says so', () => {
  const presses = show({ ...environment, isPresent: () => false });
  see(true, 500);
  fireEvent.click(screen.getByRole('button', { name: 'Apply' }));
  expect(presses).toEqual([false]);
});

test('a window that has only just opened takes no press that was meant for what stood there', () => {
  const presses = show({ ...environment, isFramed: false, armsInMs: () => 400 });
  expect(isDisabled()).toBe(true);
  act(() => {
    vi.advanceTimersByTime(400);
  });
  fireEvent.click(screen.getByRole('button', { name: 'Apply' }));
  expect(presses).toEqual([true]);
});

test('in a tab nothing has to be proven', () => {
  const presses = show({ ...environment, isFramed: false });
  fireEvent.click(screen.getByRole('button', { name: 'Apply' }));
  expect(presses).toEqual([true]);
});

test('the watch ends with the button', () => {
  show(environment);
  expect(isWatching).toBe(true);
  act(() => cleanup());
  act(() => {});
  expect(isWatching).toBe(false);
});
