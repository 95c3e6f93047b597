import type { FailureKind } from '../domain/failure';
import type { Client } from '../messaging/client';
import type { ContentDoor } from '../platform/content';
import { createCounts } from './counts';
import { removeLeftovers } from './island';
import { createLauncher, type Launcher } from './launcher';
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
  const name = door.text('extensionName');
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
  const describe = (count: number) => door.text('launcher_selected', count.toLocaleString());
  const onMove = (top: number) => client('launcher.move', { top });
  const launcher = createLauncher(doc, { name, describe, onPress: press, onMove }, signal);
  const sayOpen = () => {
    launcher.button.ariaExpanded = `${panel.isOpen()}`;
  };
  const giveFocusBack = () => {
    sayOpen();
    launcher.button.focus();
  };
  const panel = createPanelFrame(doc, name, giveFocusBack, signal);
  client('launcher.read', {}).then((answer) => {
    if (answer.ok && answer.value.top) launcher.place(answer.value.top);
  });
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
  const ask = async ({ product }: ConsoleReader, imageIds: string[]) => {
    const answer = await client('rosters.counts', { product, imageIds: imageIds.slice(-mostImages) });
    return answer.ok ? answer.value : {};
  };
  const counts = createCounts(view.document, ask);
  const watch: PageWatch = {
    onReading: (reading, reader) => {
      if (!launcher) removeLeftovers(view.document, door.shadowOf);
      launcher ??= createParts(parts, end.signal);
      launcher.show(reading.imageIds.length);
      counts.show(reader);
    },
    onChange: counts.drop,
    onLeave: () => {
      launcher?.hide();
      counts.hide();
    },
    isAlive: door.isAlive,
    onEnd: () => end.abort(),
  };
  door.onChange(counts.refresh);
  watchPage(view, readers, watch, end.signal);
};
