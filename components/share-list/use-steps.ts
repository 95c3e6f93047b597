import { useEffect, useRef } from 'preact/hooks';

const stepsIn = (root: HTMLElement) => [
  ...root.querySelectorAll<HTMLElement>('input[type=search], [data-step], .opened .slot button'),
];

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.matches('input, textarea, select');

const isSearch = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.matches('input[type=search]');

/**
 * Keys of the popup: up and down move through the images and the opened accounts, slash leads to the search, Escape
 * goes one step back. Enter is the buttons' own.
 * @param back takes one step back; false when there is none, so that the browser closes the popup
 */
export const useSteps = (root: { current: HTMLElement | null }, back: () => boolean): void => {
  const last = useRef(-1);
  useEffect(() => {
    const move = (event: KeyboardEvent, by: 1 | -1) => {
      if (!root.current || (isTyping(event.target) && !isSearch(event.target))) return;
      const steps = stepsIn(root.current);
      const here = steps.findIndex((step) => step.contains(document.activeElement));
      // A pressed row may have left with the focus: go on from where it stood.
      const from = here === -1 ? last.current : here + by;
      const to = Math.min(Math.max(from, 0), steps.length - 1);
      const next = steps[to];
      if (!next) return;
      event.preventDefault();
      last.current = to;
      next.focus();
    };
    const listen = (event: KeyboardEvent) => {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'ArrowDown') move(event, 1);
      if (event.key === 'ArrowUp') move(event, -1);
      if (event.key === 'Escape' && back()) event.preventDefault();
      if (event.key === '/' && !isTyping(event.target)) {
        event.preventDefault();
        root.current?.querySelector<HTMLElement>('input[type=search]')?.focus();
      }
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [root, back]);
};
