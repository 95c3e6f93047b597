import { beforeEach, expect, test, vi } from 'vitest';
import { type Presence, watchPresence } from './presence';

let time: number;
let isPresent: Presence;
let hasFocus: boolean;

const trusted = <Made extends Event>(event: Made): Made =>
  Object.defineProperty(event, 'isTrusted', { value: true });

/** @param own place in the panel; the panel itself stands at 900, 100 of the screen unless moved */
const pointer = (type: string, own: [number, number], panelAt: [number, number] = [900, 100], zoom = 1) =>
  trusted(
    new MouseEvent(type, {
      bubbles: true,
      detail: type === 'click' ? 1 : 0,
      clientX: own[0],
      clientY: own[1],
      screenX: panelAt[0] + own[0] * zoom,
      screenY: panelAt[1] + own[1] * zoom,
    }),
  );
const move = (...place: Parameters<typeof pointer> extends [string, ...infer Rest] ? Rest : never) =>
  document.body.dispatchEvent(pointer('pointermove', ...place));
const click = (...place: Parameters<typeof pointer> extends [string, ...infer Rest] ? Rest : never) =>
  isPresent(pointer('click', ...place));
const key = () => isPresent(trusted(new MouseEvent('click', { detail: 0 })));
const say = (target: EventTarget, type: string) => target.dispatchEvent(trusted(new Event(type)));

beforeEach(() => {
  time = 10_000;
  hasFocus = false;
  vi.spyOn(document, 'hasFocus').mockImplementation(() => hasFocus);
  isPresent = watchPresence(window, () => time);
});

test('a pointer that came half a second ago is present', () => {
  move([10, 10]);
  time += 499;
  expect(click([200, 300])).toBe(false);
  time += 1;
  expect(click([200, 300])).toBe(true);
});

test('a pointer that was never there, or has left, is not', () => {
  expect(click([200, 300])).toBe(false);
  move([10, 10]);
  time += 1000;
  say(document.documentElement, 'pointerleave');
  expect(click([200, 300])).toBe(false);
});

test('a panel that slips under the pointer starts anew, and stands still again later', () => {
  move([10, 10]);
  time += 1000;
  // The pointer kept its place on the screen while the panel went 300 to the left.
  expect(click([310, 10], [600, 100])).toBe(false);
  time += 500;
  expect(click([310, 10], [600, 100])).toBe(true);
});

test('a panel that moves with the pointer under it starts anew', () => {
  move([200, 200]);
  time += 1000;
  move([150, 200], [980, 100]);
  expect(click([150, 200], [980, 100])).toBe(false);
});

test('a zoomed page is none that moves', () => {
  for (const zoom of [0.25, 0.67, 1.1, 1.5, 5]) {
    move([10, 10], [900, 100], zoom);
    time += 1000;
    move([30, 12], [900, 100], zoom);
    move([31, 60], [900, 100], zoom);
    expect([zoom, click([200, 300], [900, 100], zoom)]).toEqual([zoom, true]);
    say(document.documentElement, 'pointerleave');
  }
});

test('keys count once the focus has been there for half a second', () => {
  expect(key()).toBe(false);
  say(window, 'focus');
  time += 499;
  expect(key()).toBe(false);
  time += 1;
  expect(key()).toBe(true);
  say(window, 'blur');
  expect(key()).toBe(false);
});

test('a tab that was away starts anew', () => {
  move([10, 10]);
  say(window, 'focus');
  time += 1000;
  hasFocus = true;
  say(document, 'visibilitychange');
  expect(click([10, 10])).toBe(false);
  expect(key()).toBe(false);
  time += 500;
  expect(click([10, 10])).toBe(true);
  expect(key()).toBe(true);
});

test('what the page makes up is not heard', () => {
  document.body.dispatchEvent(new MouseEvent('pointermove', { bubbles: true }));
  window.dispatchEvent(new Event('focus'));
  time += 1000;
  expect(click([10, 10])).toBe(false);
  expect(key()).toBe(false);
});
