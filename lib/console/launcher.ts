import { createIsland } from './island';
import css from './launcher.css?inline';

/** Texts and effects of the launcher; it knows neither browser nor background. */
export interface LauncherOptions {
  name: string;
  /** Says how many images are selected. */
  describe(count: number): string;
  onPress(): void;
  /** @param top middle of the button as a share of the window's height, 0 to 1 */
  onMove(top: number): void;
}

export interface Launcher {
  /** Shows the button, again if the page removed it. */
  show(selected: number): void;
  hide(): void;
  place(top: number): void;
  focus(): void;
  setOpen(isOpen: boolean): void;
  /** Marks that opening failed and says why; an empty text takes the mark away. */
  setFailure(text: string): void;
}

/** Pointer movement in pixels below which a press is a click. */
const slackPx = 4;
/** One step of the arrow keys, as a share of the window's height. */
const keyStep = 0.02;

const within = (top: number) => Math.min(0.96, Math.max(0.06, top));

const icon = (doc: Document) => {
  const space = 'http://www.w3.org/2000/svg';
  const svg = doc.createElementNS(space, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const path = doc.createElementNS(space, 'path');
  // A stack of images and an arrow to others.
  path.setAttribute('d', 'M2 5.5 8 2.5l6 3-6 3zM2 8.5l6 3 2.5-1.25M2 11.5l6 3 1.5-.75M12.5 9v5m-2-2 2 2 2-2');
  svg.append(path);
  return svg;
};

const span = (doc: Document, className: string, text = '') => {
  const element = doc.createElement('span');
  element.className = className;
  element.textContent = text;
  return element;
};

const makeButton = (doc: Document, name: string) => {
  const button = doc.createElement('button');
  const badge = span(doc, 'badge');
  const described = span(doc, 'said');
  described.id = 'said';
  button.type = 'button';
  button.setAttribute('aria-label', name);
  button.setAttribute('aria-describedby', 'said');
  button.setAttribute('aria-haspopup', 'dialog');
  button.append(icon(doc), span(doc, 'name', name), badge);
  return { button, badge, described };
};

/** Lets the button be dragged up and down; calls `move` with the new place, and `drop` when a drag ends. */
const makeDraggable = (
  button: HTMLElement,
  view: Window,
  move: (top: number) => void,
  drop: () => void,
  signal: AbortSignal,
) => {
  let from: number | undefined;
  let hasMoved = false;
  const listen = (type: string, hear: (event: PointerEvent) => void) =>
    button.addEventListener(type, (event) => event.isTrusted && hear(event as PointerEvent), { signal });
  listen('pointerdown', (event) => {
    if (event.button !== 0) return;
    from = event.clientY;
    hasMoved = false;
    button.setPointerCapture(event.pointerId);
  });
  listen('pointermove', (event) => {
    if (from === undefined) return;
    hasMoved ||= Math.abs(event.clientY - from) > slackPx;
    if (hasMoved) move(event.clientY / view.innerHeight);
  });
  const end = () => {
    if (from !== undefined && hasMoved) drop();
    from = undefined;
  };
  listen('pointerup', end);
  listen('pointercancel', end);
  /** True once after a drag, whose click is none. */
  return () => {
    const wasDrag = hasMoved;
    hasMoved = false;
    return wasDrag;
  };
};

/**
 * @param signal takes the button and its listeners away
 * @returns a small tab at the right edge that opens the panel; hidden until `show`
 */
export const createLauncher = (doc: Document, options: LauncherOptions, signal: AbortSignal): Launcher => {
  const view = doc.defaultView ?? window;
  const island = createIsland(doc, css);
  const { button, badge, described } = makeButton(doc, options.name);
  let top = 0.5;
  island.root.append(button, described);

  const place = (wished: number) => {
    top = within(wished);
    button.style.top = `${top * 100}%`;
  };
  const save = () => options.onMove(top);
  const wasDrag = makeDraggable(button, view, place, save, signal);
  const press = (event: Event) => {
    if (event.isTrusted && !wasDrag()) options.onPress();
  };
  const steer = (event: KeyboardEvent) => {
    const step = { ArrowUp: -keyStep, ArrowDown: keyStep }[event.key];
    if (!event.isTrusted || step === undefined) return;
    event.preventDefault();
    place(top + step);
    save();
  };
  button.addEventListener('click', press, { signal });
  button.addEventListener('keydown', steer, { signal });
  signal.addEventListener('abort', island.remove);
  place(top);

  return {
    show: (selected) => {
      if (badge.textContent !== String(selected)) {
        badge.textContent = String(selected);
        described.textContent = options.describe(selected);
      }
      button.classList.toggle('some', selected > 0);
      if (!island.isAttached()) island.attach();
    },
    hide: island.remove,
    place,
    focus: () => button.focus(),
    setOpen: (isOpen) => button.setAttribute('aria-expanded', String(isOpen)),
    setFailure: (text) => {
      button.classList.toggle('failed', text !== '');
      button.title = text;
    },
  };
};
