import { createIsland } from './island';
import css from './launcher.css?inline';
import { makeElement } from './make-element';

/** The same in every language; a catalog's first text makes the page wait for the whole of it. */
export const launcherName = 'Image Roster';

/** Effects of the launcher; it knows neither browser nor background. */
export interface LauncherOptions {
  onPress(): void;
  /** @param top middle of the button as a share of the window's height, 0 to 1 */
  onMove(top: number): void;
}

export interface Launcher {
  /** Carries `aria-expanded`; a title says why opening failed and marks it. */
  button: HTMLButtonElement;
  /** Shows the button, again if the page removed it. */
  show(selected: number): void;
  hide(): void;
  /** Moves it, and has it say how many images are selected by a text with `$1` for their number. */
  settle(kept: { top: number; selected: string }): void;
}

/** Pointer movement in pixels below which a press is a click. */
const slackPx = 4;
/** One step of the arrow keys, as a share of the window's height. */
const keyStep = 0.02;

const within = (top: number) => Math.min(0.96, Math.max(0.06, top));

/** Lets the button be dragged up and down; calls `move` with the new place, and `drop` when a drag ends. */
const makeDraggable = (button: HTMLElement, move: (top: number) => void, drop: () => void) => {
  let from: number | undefined;
  let hasMoved = false;
  const listen = (type: string, hear: (event: PointerEvent) => void) =>
    button.addEventListener(type, (event) => event.isTrusted && hear(event as PointerEvent));
  listen('pointerdown', (event) => {
    if (event.button !== 0) return;
    from = event.clientY;
    hasMoved = false;
    button.setPointerCapture(event.pointerId);
  });
  listen('pointermove', (event) => {
    if (from === undefined) return;
    hasMoved ||= Math.abs(event.clientY - from) > slackPx;
    if (hasMoved) move(event.clientY / innerHeight);
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
 * @param signal takes the button away
 * @returns a small tab at the right edge that opens the panel; hidden until `show`
 */
export const createLauncher = (doc: Document, options: LauncherOptions, signal: AbortSignal): Launcher => {
  const { host, root } = createIsland(doc, css);
  const button = makeElement(doc, 'button');
  const badge = makeElement(doc, 'span');
  let top = 0.5;
  let shown = 0;
  let said = '';
  button.ariaLabel = launcherName;
  button.append(badge);
  root.append(button);

  const hide = () => host.remove();
  const place = (wished: number) => {
    top = within(wished);
    button.style.top = `${top * 100}%`;
  };
  const save = () => options.onMove(top);
  const wasDrag = makeDraggable(button, place, save);
  button.addEventListener('click', (event) => {
    if (event.isTrusted && !wasDrag()) options.onPress();
  });
  button.addEventListener('keydown', (event) => {
    const step = { ArrowUp: -keyStep, ArrowDown: keyStep }[event.key];
    if (!event.isTrusted || !step) return;
    event.preventDefault();
    place(top + step);
    save();
  });
  signal.addEventListener('abort', hide);
  place(top);

  const tell = () => {
    badge.textContent = shown ? `${shown}` : '';
    button.ariaDescription = said.replace('$1', `${shown}`);
  };

  return {
    button,
    show: (selected) => {
      if (shown !== selected) {
        shown = selected;
        tell();
      }
      // Beside the page's body, where re-rendering applications do not reach.
      if (!host.isConnected) doc.documentElement.append(host);
    },
    hide,
    settle: (kept) => {
      place(kept.top);
      said = kept.selected;
      tell();
    },
  };
};
