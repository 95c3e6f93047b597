import type { Sender } from '../../messaging/server';
import type { Dice } from './chance';

export const ownId = 'abcdefghijklmnopabcdefghijklmnop';
export const ownOrigin = `chrome-extension://${ownId}`;
export const consoleHosts = ['console.example', 'console.intl.example'] as const;

const otherId = 'ponmlkjihgfedcbaponmlkjihgfedcba';

type Choices<Value> = readonly [Value, ...Value[]];

const ids: Choices<unknown> = [
  ownId,
  ownId,
  ownId,
  ownId,
  otherId,
  '',
  undefined,
  ` ${ownId}`,
  ownId.toUpperCase(),
];

const addresses: Choices<unknown> = [
  `${ownOrigin}/popup.html`,
  `${ownOrigin}/workspace.html#keys`,
  `${ownOrigin}/workspace.html?confirm#confirm/p`,
  `${ownOrigin}/panel.html#token`,
  `${ownOrigin}/panel.html#token`,
  `${ownOrigin}/panel.html?job=1`,
  `${ownOrigin}/other.html`,
  `${ownOrigin}/popup.html/..%2fother`,
  `${ownOrigin}//popup.html`,
  `${ownOrigin}/PANEL.html`,
  `${ownOrigin}.evil.example/popup.html`,
  `${ownOrigin}@evil.example/popup.html`,
  `chrome-extension://${otherId}/popup.html`,
  `moz-extension://${ownId}/popup.html`,
  `https://${ownId}/popup.html`,
  `filesystem:${ownOrigin}/temporary/popup.html`,
  `blob:${ownOrigin}/popup.html`,
  'https://console.example/cvm/image?rid=1#x',
  'https://console.example/cvm/image?rid=1#x',
  'https://console.intl.example/',
  'https://console.example.evil.example/',
  'https://evilconsole.example/',
  'https://a.console.example/',
  'https://console.example@evil.example/',
  'https://evil.example/https://console.example/',
  'https://console.example:8443/',
  'https://console.example:443/',
  'http://console.example/',
  'https://xn--cnsole-0ra.example/',
  'https://console.example./',
  'blob:https://console.example/1',
  'data:text/html,https://console.example/',
  'about:blank',
  'about:srcdoc',
  'javascript:0',
  '',
  undefined,
  'x'.repeat(50_000),
];

const origins: Choices<unknown> = [
  'same',
  'same',
  'same',
  'same',
  undefined,
  ownOrigin,
  'https://console.example',
  'https://console.example.evil.example',
  'https://evil.example',
  'null',
  '',
];

const frameIds: Choices<unknown> = [0, 0, 0, 5, 5, 6, undefined, -1, Number.NaN, '0', 2 ** 53];
const documentIds: Choices<unknown> = ['D1', 'D1', 'D2', undefined, ''];
const tabAddresses: Choices<unknown> = [
  'https://console.example/cvm/image',
  'https://console.example/cvm/image',
  'https://console.intl.example/',
  'https://console.example.evil.example/',
  undefined,
];
const tabIds: Choices<unknown> = [7, 7, 8, 9, undefined, 0];

const originOf = (address: unknown): string | undefined => {
  if (typeof address !== 'string') return undefined;
  return /^[a-z-]+:\/\/[^/?#]*/.exec(address)?.[0];
};

/** A sender as nobody, somebody or a liar; every part is drawn by itself, the likely ones more often. */
export const drawSender = (dice: Dice): Sender => {
  const url = dice.pick(addresses);
  const origin = dice.pick(origins);
  const drawn: Record<string, unknown> = {
    id: dice.pick(ids),
    url,
    origin: origin === 'same' ? originOf(url) : origin,
    frameId: dice.pick(frameIds),
    documentId: dice.pick(documentIds),
    tab: dice.below(4) === 0 ? undefined : { id: dice.pick(tabIds), url: dice.pick(tabAddresses) },
  };
  // A field that is missing is not the same as one that is undefined.
  for (const key of Object.keys(drawn)) if (dice.below(40) === 0) delete drawn[key];
  // Wrong types are the point here.
  return drawn as Sender;
};

const tab = (id: number) => ({ id, url: 'https://console.example/cvm/image' });

/** Senders of the three kinds as browsers describe them, so that all that is allowed is reached as well. */
export const drawHonestSender = (dice: Dice): Sender =>
  dice.pick<Sender>([
    {
      id: ownId,
      url: 'https://console.example/cvm/image?rid=1',
      origin: 'https://console.example',
      frameId: 0,
      documentId: 'C1',
      tab: tab(dice.pick([7, 8, 9])),
    },
    {
      id: ownId,
      url: `${ownOrigin}/panel.html#token`,
      origin: ownOrigin,
      frameId: dice.pick([5, 5, 6]),
      documentId: dice.pick(['D1', 'D1', 'D2']),
      tab: {
        id: dice.pick([7, 8, 9]),
        url: `https://${dice.pick([consoleHosts[0], consoleHosts[0], consoleHosts[1]])}/`,
      },
    },
    { id: ownId, url: `${ownOrigin}/popup.html`, origin: ownOrigin },
    { id: ownId, url: `${ownOrigin}/workspace.html#keys`, origin: ownOrigin, frameId: 0, tab: { id: 3 } },
    { id: ownId, url: `${ownOrigin}/panel.html?job=1`, frameId: 0, tab: { id: 4 } },
  ]);
