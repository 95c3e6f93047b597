import type { FailureKind } from '../domain/failure';
import type { Client } from '../messaging/client';
import type { ContentDoor } from '../platform/content';
import { type Counts, createCounts } from './counts';
import { removeLeftovers } from './island';
import { createLauncher, type Launcher, launcherName } from './launcher';
import { createPanelFrame, type PanelFrame } from './panel-frame';
import type { ConsoleReader } from './reader';
import { type PageWatch, readPage, watchPage } from './watch';

/** Most images the contract takes in one proposal. */
const mostImages = 1000;

interface Parts {
  view: Window;
  readers: readonly ConsoleReader[];
  door: ContentDoor;
  client: Client;
}

/** @returns why the panel did not open; undefined when it did */
const openPanel = async (parts: Parts, panel: PanelFrame): Promise<FailureKind | undefined> => {
  const [reading] = readPage(parts.readers, parts.view) ?? [];
  if (!reading) return undefined;
  const { gaps, ...proposal } = reading;
  const imageIds = proposal.imageIds.slice(0, mostImages);
  const answer = await parts.client('panel.open', { ...proposal, imageIds });
  if (!answer.ok) return answer.failure.kind;
  panel.open(`${parts.door.panelAddress()}#${answer.value.token}`);
  return undefined;
};

/** Makes the launcher and its panel; nothing of them is seen before the launcher is shown. */
const createParts = (parts: Parts, signal: AbortSignal): Launcher => {
  const { view, door, client } = parts;
  const { document: doc } = view;
  let isOpening = false;
  const press = async () => {
    if (panel.isOpen()) return panel.close();
    if (isOpening) return;
    isOpening = true;
    // A page can bend its document so that any step throws; the next press then finds a launcher that still works.
    const failure = await openPanel(parts, panel).catch((): FailureKind => {
      panel.close();
      return 'internal';
    });
    launcher.button.title = failure ? door.text(`failure_${failure.replaceAll('-', '_')}`) : '';
    sayOpen();
    isOpening = false;
  };
  const onMove = (top: number) => client('launcher.move', { top });
  const launcher = createLauncher(doc, { onPress: press, onMove }, signal);
  const sayOpen = () => {
    launcher.button.ariaExpanded = `${panel.isOpen()}`;
  };
  const giveFocusBack = () => {
    sayOpen();
    launcher.button.focus();
  };
  const panel = createPanelFrame(doc, launcherName, giveFocusBack, signal);
  return launcher;
};

/**
 * Puts the launcher on image pages, the panel beside them and the numbers of known accounts in their lists, as long as
 * the extension lives. Never throws; a page that cannot be read gets a launcher without a count.
 */
export const startConsole = (parts: Parts): void => {
  const { view, readers, door, client } = parts;
  const end = new AbortController();
  let launcher: Launcher | undefined;
  let counts: Counts | undefined;
  const ask = async ({ product }: ConsoleReader, imageIds: string[]) => {
    const answer = await client('rosters.counts', { product, imageIds: imageIds.slice(-mostImages) });
    return answer.ok ? answer.value : {};
  };
  /** The browser makes its extension API at the first touch, which takes longer than all else of the first reading. */
  const connect = async () => {
    door.onChange(() => counts?.refresh());
    const answer = await client('launcher.read', {});
    if (answer.ok) launcher?.settle(answer.value);
  };
  const watch: PageWatch = {
    onReading: (reading, reader) => {
      const isFirst = !launcher;
      if (isFirst) removeLeftovers(view.document, door.shadowOf);
      launcher ??= createParts(parts, end.signal);
      launcher.show(reading.imageIds.length);
      if (isFirst) connect();
      counts ??= createCounts(view.document, ask);
      counts.show(reader);
    },
    onChange: (records) => counts?.drop(records),
    onLeave: () => {
      launcher?.hide();
      counts?.hide();
    },
    isAlive: door.isAlive,
    onEnd: () => end.abort(),
  };
  watchPage(view, readers, watch, end.signal);
};
