import type { Client } from '../messaging/client';
import type { ContentDoor } from '../platform/content';
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

const openPanel = async (parts: Parts, launcher: Launcher, panel: PanelFrame) => {
  const reading = readPage(parts.readers, parts.view);
  if (!reading) return;
  const { product, region, imageIds, consoleAccount } = reading;
  const request = { product, region, imageIds: imageIds.slice(0, mostImages), consoleAccount };
  const answer = await parts.client('panel.open', request);
  if (!answer.ok) {
    launcher.setFailure(parts.door.text(`failure_${answer.failure.kind.replaceAll('-', '_')}`));
    return;
  }
  launcher.setFailure('');
  launcher.setOpen(true);
  panel.open(`${parts.door.panelAddress()}#${answer.value.token}`);
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
    await openPanel(parts, launcher, panel);
    isOpening = false;
  };
  const describe = (count: number) => door.count('launcher_selected', count);
  const onMove = (top: number) => client('launcher.move', { top });
  const launcher = createLauncher(doc, { name, describe, onPress: press, onMove }, signal);
  const giveFocusBack = () => {
    launcher.setOpen(false);
    launcher.focus();
  };
  const panel = createPanelFrame(doc, name, giveFocusBack, signal);
  client('launcher.read', {}).then((answer) => {
    if (answer.ok && answer.value.top !== null) launcher.place(answer.value.top);
  });
  return launcher;
};

/**
 * Puts the launcher on image pages and the panel beside them, as long as the extension lives. Never throws; a page
 * that cannot be read gets a launcher without a count.
 */
export const startConsole = (parts: Parts): void => {
  const { view, readers, door } = parts;
  const end = new AbortController();
  let launcher: Launcher | undefined;
  const show = (selected: number) => {
    if (!launcher) removeLeftovers(view.document, door.shadowOf);
    launcher ??= createParts(parts, end.signal);
    launcher.show(selected);
  };
  const watch: PageWatch = {
    onReading: (reading) => show(reading.imageIds.length),
    onLeave: () => launcher?.hide(),
    isAlive: door.isAlive,
    onEnd: () => end.abort(),
  };
  watchPage(view, readers, watch, end.signal);
};
