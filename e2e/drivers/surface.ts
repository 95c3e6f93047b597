/** What a test reads of an element, however the browser tells it. */
export interface ElementState {
  /** Visible text, white space collapsed. */
  text: string;
  /** Value of a field, `aria-valuenow` of a progress bar, empty otherwise. */
  value: string;
  isEnabled: boolean;
  isChecked: boolean;
}

/** An accessible name: a string means the whole name, a pattern means a part of it. */
export type Name = string | RegExp;

/** Keys that a test presses. */
export type KeyName =
  | 'Enter'
  | 'Tab'
  | 'Space'
  | 'Escape'
  | 'Delete'
  | 'ArrowUp'
  | 'ArrowDown'
  | 'ArrowLeft'
  | 'ArrowRight';

/** One page, tab, window or frame, seen by roles and accessible names as assistive technology sees it. */
export interface Surface {
  /** Narrows every query to the first element that matches. */
  within(role: string, name: Name): Surface;
  /** States of all visible elements that match, in document order; none is a good answer. */
  all(role: string, name?: Name): Promise<ElementState[]>;
  /** Waits for the first match whose state passes `accept`; fails after `deadlineMs` with what was seen instead. */
  waitFor(
    role: string,
    name: Name,
    accept?: (state: ElementState) => boolean,
    deadlineMs?: number,
  ): Promise<ElementState>;
  /** Waits until the element is there and enabled, then clicks it as a person's mouse does (trusted). */
  click(role: string, name: Name): Promise<void>;
  /** Replaces a field's text in one go, as a paste does. */
  fill(role: string, name: Name, text: string): Promise<void>;
  /** Types into a field key by key. */
  type(role: string, name: Name, text: string): Promise<void>;
  /** Presses a key (trusted) for whatever has the focus in this page. */
  press(key: KeyName): Promise<void>;
  /** Types (trusted) for whatever has the focus in this page. */
  typeHere(text: string): Promise<void>;
  /** Chooses an option of a combobox by its text. */
  choose(name: Name, option: string): Promise<void>;
  /** Runs an expression in the page's own world; the value must be JSON. */
  evaluate<Value>(expression: string): Promise<Value>;
  /** Clicks (trusted) the first element that matches a CSS selector. */
  clickCss(selector: string): Promise<void>;
  url(): Promise<string>;
  /** What a person or a script could read in it now: markup, text, field values, address. */
  contents(): Promise<string>;
  /** Writes what is seen as PNG. A frame's picture is that of its page. */
  screenshot(file: string): Promise<void>;
  /** Gives the page another size, in CSS pixels. A frame resizes its page. */
  resize(width: number, height: number): Promise<void>;
  close(): Promise<void>;
}

/** A console page with the launcher in its closed shadow root. */
export interface ConsoleSurface extends Surface {
  /** Text of the launcher; waits until it stands. */
  launcherText(accept?: (text: string) => boolean): Promise<string>;
  /** Whether a launcher stands now. */
  hasLauncher(): Promise<boolean>;
  clickLauncher(): Promise<void>;
  /** Moves the mouse to a point of the page, lets two frames be drawn, and presses (trusted), whatever is there. */
  clickAt(x: number, y: number, presses?: number): Promise<void>;
  /** Moves the mouse and presses nothing. */
  hover(x: number, y: number): Promise<void>;
  /** What is drawn in a part of the page, as PNG in base64: the same text means the same picture. */
  picture(part: { x: number; y: number; width: number; height: number }): Promise<string>;
  /** Brings the page's tab to the front. */
  show(): Promise<void>;
  /** Runs an expression in the content script's own world. Chromium only: fails elsewhere. */
  evaluateInContentScript<Value>(expression: string): Promise<Value>;
}

/** A browser with the built extension in it, behind host mapping: every name leads to the practice server. */
export interface Driver {
  readonly browser: 'chromium' | 'firefox';
  openConsole(url: string): Promise<ConsoleSurface>;
  /** Opens a page of the extension in a tab, for example `popup.html` or `workspace.html#keys`. */
  openPage(path: string): Promise<Surface>;
  /** The tab that the install opened; fails unless the driver was told to keep it. */
  welcome(): Promise<Surface>;
  /** The panel framed in a console page; waits until it stands. */
  panel(): Promise<Surface>;
  /** Every page of the extension that stands in a frame of another page now. */
  framedPages(): Promise<Surface[]>;
  /** Origin of the extension's pages. */
  readonly extensionOrigin: string;
  /** The extension's own confirmation window; waits until it stands. */
  confirmation(): Promise<Surface>;
  /** A job in a window of its own, opened for a press that had to be made there; waits until it stands. */
  jobWindow(): Promise<Surface>;
  /** Stops the background as the browser may at any time. @returns when it is stopped, whether it ran */
  killBackground(): Promise<boolean>;
  /** Ends the extension with all its pages and starts it anew, as an update does; resolves when it answers again. */
  reloadExtension(): Promise<void>;
  /** Has pages see another colour scheme from now on. */
  setTheme(theme: 'light' | 'dark'): Promise<void>;
  /** Ends the browser with all its processes at once, as a power cut does; resolves when it is gone. */
  crash(): Promise<void>;
  /**
   * Contents of every open page and frame, and where the browser has them the closed roots in it; undefined for a page
   * that is gone or does not answer.
   */
  contents(): Promise<(string | undefined)[]>;
  /** Resolves when the browser is gone, whoever closed it. */
  readonly closed: Promise<void>;
  close(): Promise<void>;
}

export interface DriverOptions {
  /** Folder of the built extension; with `isKept` in Firefox its package may stand here. */
  extension: string;
  /** Folder of another extension in the same profile. */
  beside?: string;
  /** Refuses certificates that nobody signed, as a person's browser does. */
  isStrict?: boolean;
  /** Folder of the browser profile; made when absent. */
  profile: string;
  /** Whether the extension stays in the profile, so that the browser can be started again on it. Not in windows. */
  isKept?: boolean;
  /** Port of the practice server on 127.0.0.1. */
  port: number;
  /**
   * Keeps in the profile what would be lost: what all consoles print, of pages and of the background, in
   * `consoleFile`, and downloads in `downloads/`.
   */
  isTraced?: boolean;
  /**
   * What becomes of the tab that the install opens: closed unless told, so that a test begins with no page. 'none': the
   * extension opens none.
   */
  welcome?: 'closed' | 'kept' | 'none';
  /** Shows the browser's window. */
  isHeaded?: boolean;
  /** Language of the browser, where it has it. */
  language?: string;
  /** Colour scheme that pages see. */
  scheme?: 'light' | 'dark';
}

/** End of the address of the tab that the install opens. */
export const welcomePath = '/workspace.html#welcome';

/** Where in the profile the consoles' output stands; Chromium gives the name. */
export const consoleFile = 'chrome_debug.log';

/** Longest wait for a condition, in milliseconds; generous, since two browsers share two cores. */
export const deadlineMs = 30_000;

const pollMs = 50;

/**
 * Asks `probe` until it gives something else than undefined.
 * @param waitedFor says what was waited for, in the error
 * @param limitMs deadline in milliseconds
 */
export const until = async <Value>(
  waitedFor: string | (() => string),
  probe: () => Promise<Value | undefined>,
  limitMs = deadlineMs,
): Promise<Value> => {
  const end = Date.now() + limitMs;
  let trouble = '';
  do {
    try {
      const value = await probe();
      if (value !== undefined) return value;
      trouble = '';
    } catch (error) {
      trouble = ` (${error instanceof Error ? error.message.split('\n')[0] : String(error)})`;
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  } while (Date.now() < end);
  const what = typeof waitedFor === 'string' ? waitedFor : waitedFor();
  throw new Error(`not seen within ${limitMs / 1000} s: ${what}${trouble}`);
};

/** Waits for a state by polling; both drivers share it, so both fail with the same words. */
export const waitForState = async (
  surface: Pick<Surface, 'all'>,
  role: string,
  name: Name,
  accept: (state: ElementState) => boolean = () => true,
  limitMs = deadlineMs,
): Promise<ElementState> => {
  let seen: ElementState[] = [];
  return until(
    () => `${role} ${String(name)}${seen.length ? `; saw ${JSON.stringify(seen).slice(0, 600)}` : ''}`,
    async () => {
      seen = await surface.all(role, name);
      return seen.find(accept);
    },
    limitMs,
  );
};
