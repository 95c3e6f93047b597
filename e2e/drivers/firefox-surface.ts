import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { readContents } from '../canary/contents.ts';
import type { Bidi, NodeRef } from './bidi.ts';
import { findByRole, type RoleStep, toStep } from './roles.ts';
import { type ElementState, type KeyName, type Name, type Surface, until, waitForState } from './surface.ts';

const finder = findByRole.toString();

const nodeFinder = `(steps) => (${finder})(steps, 'node')`;
const stateFinder = `(steps) => (${finder})(steps, 'states')`;

/** Brings an element into view; gives it back when a click on its middle would reach it. */
const reachable = (find: string) => `(...args) => {
  const element = (${find})(...args);
  if (!element || element.matches(':disabled')) return null;
  element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
  const box = element.getBoundingClientRect();
  const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const label = element.labels?.[0];
  return hit && (element.contains(hit) || label?.contains(hit) || hit.contains(element)) ? element : null;
}`;

const setValue = (find: string) => `(text, ...args) => {
  const element = (${find})(...args);
  if (!element || element.matches(':disabled')) return false;
  element.focus();
  const prototype = Object.getPrototypeOf(element);
  Object.getOwnPropertyDescriptor(prototype, 'value').set.call(element, text);
  element.dispatchEvent(new Event('input', { bubbles: true }));
  element.dispatchEvent(new Event('change', { bubbles: true }));
  return true;
}`;

const chooseOption = (find: string) => `(text, ...args) => {
  const element = (${find})(...args);
  const option = [...(element?.options ?? [])].find((each) => each.label.trim() === text);
  if (!option) return false;
  element.value = option.value;
  element.dispatchEvent(new Event('input', { bubbles: true }));
  element.dispatchEvent(new Event('change', { bubbles: true }));
  return true;
}`;

/** A trusted click of the left button in an element's middle. */
export const clickNode = async (bidi: Bidi, context: string, node: NodeRef) => {
  await bidi.send('input.performActions', {
    context,
    actions: [
      {
        type: 'pointer',
        id: 'mouse',
        actions: [
          { type: 'pointerMove', x: 0, y: 0, origin: { type: 'element', element: node } },
          { type: 'pointerDown', button: 0 },
          { type: 'pointerUp', button: 0 },
        ],
      },
    ],
  });
};

/** Mouse actions at points of a page. */
export const pointTo = (bidi: Bidi, context: string, actions: object[]) =>
  bidi.send('input.performActions', { context, actions: [{ type: 'pointer', id: 'mouse', actions }] });

/** Code points of WebDriver for keys without a letter. */
const keyCodes: Record<KeyName, string> = {
  Enter: '\uE007',
  Tab: '\uE004',
  Space: ' ',
  Escape: '\uE00C',
  Delete: '\uE017',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
};

const typeKeys = (bidi: Bidi, context: string, text: string) =>
  bidi.send('input.performActions', {
    context,
    actions: [
      {
        type: 'key',
        id: 'keyboard',
        actions: [...text].flatMap((value) => [
          { type: 'keyDown', value },
          { type: 'keyUp', value },
        ]),
      },
    ],
  });

/**
 * A surface over one page or frame of Firefox.
 * @param context the page or frame
 * @param top the page that holds it: pictures are taken of that
 */
export const firefoxSurface = (bidi: Bidi, context: string, top: string, steps: RoleStep[] = []): Surface => {
  const click = async (what: string, find: string, args: unknown[]) => {
    const node = await until(`a click on ${what}`, () => bidi.callForNode(context, reachable(find), args));
    await clickNode(bidi, context, node);
  };
  const path = (role: string, name?: Name) => [...steps, toStep(role, name)];
  const settle = (what: string, declaration: string, text: string, query: RoleStep[]) =>
    until(what, async () => (await bidi.call<boolean>(context, declaration, [text, query])) || undefined);
  const surface: Surface = {
    within: (role, name) => firefoxSurface(bidi, context, top, path(role, name)),
    all: async (role, name) =>
      JSON.parse(await bidi.call<string>(context, stateFinder, [path(role, name)])) as ElementState[], // made by findByRole
    waitFor: (role, name, accept, limitMs) => waitForState(surface, role, name, accept, limitMs),
    click: (role, name) => click(`${role} ${String(name)}`, nodeFinder, [path(role, name)]),
    fill: async (role, name, text) => {
      await settle(`field ${String(name)}`, setValue(nodeFinder), text, path(role, name));
    },
    type: async (role, name, text) => {
      await surface.click(role, name);
      await typeKeys(bidi, context, text);
    },
    press: async (key) => {
      await typeKeys(bidi, context, keyCodes[key]);
    },
    typeHere: async (text) => {
      await typeKeys(bidi, context, text);
    },
    choose: async (name, option) => {
      await settle(`option ${option}`, chooseOption(nodeFinder), option, path('combobox', name));
    },
    evaluate: (expression) => bidi.call(context, `() => (${expression})`, []),
    clickCss: (selector) => click(selector, '(selector) => document.querySelector(selector)', [selector]),
    url: () => bidi.call(context, '() => location.href', []),
    contents: () => bidi.call(context, readContents.toString(), []),
    screenshot: async (file) => {
      const { data } = await bidi.send<{ data: string }>('browsingContext.captureScreenshot', {
        context: top,
      });
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, Buffer.from(data, 'base64'));
    },
    resize: async (width, height) => {
      await bidi.send('browsingContext.setViewport', { context: top, viewport: { width, height } });
    },
    close: async () => {
      await bidi.send('browsingContext.close', { context: top });
    },
  };
  return surface;
};
