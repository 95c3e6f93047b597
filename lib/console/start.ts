import type { Client } from '../messaging/client';
import type { ContentDoor } from '../platform/content';
import { removeLeftovers } from './island';
import { createLauncher, type Launcher } from './launcher';
import { createPanelFrame, type PanelFrame } from './panel-frame';
import type { ConsoleReader } from './reader';
import { readPage, watchPage } from './watch';

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

/**
 * Puts the launcher on image pages and the panel beside them, as long as the extension lives. Never throws; a page
 * that cannot be read gets a launcher without a count.
 */
export const startConsole = (parts: Parts): void => {
  const { view, readers, door, client } = parts;
  const end = new AbortController();
  const { signal } = end;
  let launcher: Launcher | undefined;

  const create = (): Launcher => {
    removeLeftovers(view.document, door.shadowOf);
    const name = door.text('extensionName');
    let isOpening = false;
    const press = async () => {
      if (frame.isOpen()) return frame.close();
      if (isOpening) return;
      isOpening = true;
      await openPanel(parts, button, frame);
      isOpening = false;
    };
    const button = createLauncher(
      view.document,
      {
        name,
        describe: (count) => door.count('launcher_selected', count),
        onPress: press,
        onMove: (top) => client('launcher.move', { top }),
      },
      signal,
    );
    const frame = createPanelFrame(
      view.document,
      name,
      () => {
        button.setOpen(false);
        button.focus();
      },
      signal,
    );
    client('launcher.read', {}).then((answer) => {
      if (answer.ok && answer.value.top !== null) button.place(answer.value.top);
    });
    return button;
  };

  watchPage(
    view,
    readers,
    {
      onReading: (reading) => {
        launcher ??= create();
        launcher.show(reading.imageIds.length);
      },
      onLeave: () => launcher?.hide(),
      isAlive: door.isAlive,
      onEnd: () => end.abort(),
    },
    signal,
  );
};
