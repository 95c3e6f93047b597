import { useEffect, useRef } from 'preact/hooks';

const stepsIn = (root: HTMLElement) => [
  ...root.querySelectorAll<HTMLElement>(
    'input[type=search], [data-step], .opened .slot button, .account-open .button, .toast .button',
  ),
];

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  target.matches('input:not([type=checkbox], [type=radio]), textarea, select');

/** The press that revokes what has the focus: the chosen ones if any are, which asks first, otherwise the row's own. */
const revokeOf = (root: HTMLElement): HTMLElement | null | undefined =>
  root.querySelector<HTMLElement>('.tools.chosen .button') ??
  document.activeElement
    ?.closest('.opened .slot, .account-list .slot')
    ?.querySelector<HTMLElement>('.button.danger:not(.solid)');

const isSearch = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.matches('input[type=search]');

/**
 * Keys of the popup: up and down move through the images and the opened accounts, slash leads to the search, Escape
 * goes one step back, Delete revokes what has the focus. Enter is the buttons' own; in the search it goes to the first
 * that was found and opens it.
 * @param back takes one step back; false when there is none, so that the browser closes the popup
 */
export const useSteps = (root: { current: HTMLElement | null }, back: () => boolean): void => {
  const last = useRef(-1);
  // Of this moment: a second Escape may come before the next effect.
  const latestBack = useRef(back);
  latestBack.current = back;
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
    const keys: Record<string, (event: KeyboardEvent) => void> = {
      ArrowDown: (event) => move(event, 1),
      ArrowUp: (event) => move(event, -1),
      Enter: (event) => {
        if (!isSearch(event.target)) return;
        move(event, 1);
        const here = document.activeElement;
        if (here instanceof HTMLElement && here.matches('[data-step][aria-expanded=false]')) here.click();
      },
      Delete: (event) => {
        if (!root.current || isTyping(event.target)) return;
        event.preventDefault();
        revokeOf(root.current)?.click();
      },
      Escape: (event) => {
        if (latestBack.current()) event.preventDefault();
      },
      '/': (event) => {
        if (isTyping(event.target)) return;
        event.preventDefault();
        root.current?.querySelector<HTMLElement>('input[type=search]')?.focus();
      },
    };
    const listen = (event: KeyboardEvent) => {
      if (!event.isComposing && !event.ctrlKey && !event.metaKey && !event.altKey) keys[event.key]?.(event);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [root]);
};
