import type { Cover } from './attack.ts';

const hidden = 'what is pressed is not seen';
const moved = 'what is pressed was elsewhere a moment ago';
const timed = 'the press was meant for what stood there before';

/** Draws an element over the whole page; every click goes through it. */
const sheet = (style: string, more = '') => `() => {
  const sheet = document.createElement('div');
  sheet.className = 'trap';
  sheet.style.cssText = 'position:fixed;inset:0;width:100vw;height:100vh;margin:0;border:0;padding:0;z-index:2147483647;' +
    'pointer-events:none;${style}';
  document.documentElement.append(sheet);
  ${more}
}`;

/** Styles the page's root; `--x` and `--y` are the middle of Apply. */
const onRoot = (style: string) =>
  `(at) => { document.documentElement.style.cssText = '--x:' + at.x + 'px;--y:' + at.y + 'px;${style}'; }`;

/** Moves the root when the mouse comes near, so that Apply is under the bait by the time of the press. */
const jump = (style: string, bait: string) => `(at) => {
  const spring = () => { document.documentElement.style.cssText = '${style}'; };
  document.addEventListener('pointermove', spring, { capture: true, signal: watcher.trap.signal });
  return ${bait};
}`;

const covers: Cover[] = [
  ['an opaque sheet that lets clicks through', 'background:#fff'],
  ['a sheet that is hardly there', 'background:#fff;opacity:.01'],
  ['a sheet without paint', 'background:transparent'],
  ['a sheet that turns colours around', 'background:#fff;mix-blend-mode:difference'],
  ['a sheet that blurs what is behind', 'backdrop-filter:blur(9px)'],
  ['a picture of something else', 'background:linear-gradient(#fff,#eee)'],
  [
    'a shadow cast from elsewhere',
    'width:1px;height:1px;inset:auto;left:0;top:0;box-shadow:0 0 0 3000px #fff',
  ],
  [
    'an outline as wide as the page',
    'width:1px;height:1px;inset:auto;left:0;top:0;outline:3000px solid #fff',
  ],
  [
    'a drop shadow moved onto it',
    'width:440px;inset:0 auto 0 0;background:#fff;filter:drop-shadow(920px 0 0 #fff)',
  ],
].map(([name = '', style = '']) => ({ name, threat: hidden, lay: sheet(style) }));

const topLayer: Cover[] = [
  {
    name: 'a popover above all else',
    threat: hidden,
    lay: sheet('background:#fff', "sheet.popover = 'manual'; sheet.showPopover();"),
  },
  {
    name: 'a popover nobody sees',
    threat: hidden,
    lay: sheet('background:#fff;opacity:.01', "sheet.popover = 'manual'; sheet.showPopover();"),
  },
  {
    name: 'the backdrop of a small popover',
    threat: hidden,
    lay: sheet(
      'width:9px;height:9px;inset:auto;left:0;top:0',
      `sheet.popover = 'manual'; sheet.showPopover();
       watcher.rule('.trap::backdrop{background:#fff;pointer-events:none}');`,
    ),
  },
  {
    name: 'a modal dialog that lets clicks through',
    threat: hidden,
    lay: `() => {
      const dialog = document.createElement('dialog');
      dialog.className = 'trap';
      dialog.style.cssText = 'pointer-events:none;width:100vw;height:100vh;max-width:none;max-height:none;border:0';
      document.documentElement.append(dialog);
      watcher.rule('.trap::backdrop{pointer-events:none}');
      dialog.showModal();
    }`,
  },
  {
    name: 'a dialog without modality',
    threat: hidden,
    lay: `() => {
      const dialog = document.createElement('dialog');
      dialog.className = 'trap';
      dialog.style.cssText = 'position:fixed;inset:0;z-index:2147483647;pointer-events:none;width:100vw;height:100vh;max-width:none;max-height:none';
      document.documentElement.append(dialog);
      dialog.show();
    }`,
  },
  {
    name: 'the page in full screen',
    threat: hidden,
    lay: `async (at) => {
      const { innerWidth: width, innerHeight: height } = window;
      const sheet = document.createElement('div');
      sheet.className = 'trap';
      sheet.style.cssText = 'pointer-events:none;background:#fff';
      document.documentElement.append(sheet);
      await sheet.requestFullscreen().catch(() => {});
      return { x: innerWidth - (width - at.x), y: innerHeight - (height - at.y) };
    }`,
  },
  {
    name: 'a frozen picture of the page between two states',
    threat: hidden,
    lay: `async () => {
      watcher.rule('::view-transition{pointer-events:none;background:#fff}' +
        '::view-transition-group(root){animation-duration:60s;opacity:0}');
      await document.startViewTransition?.(() => {}).ready.catch(() => {});
    }`,
  },
  {
    name: 'a rule of the page for what stands behind its root',
    threat: hidden,
    lay: `() => watcher.rule('html::after{content:"";position:fixed;inset:0;background:#fff;z-index:2147483647;pointer-events:none}')`,
  },
  {
    name: 'a cover in a closed shadow root',
    threat: hidden,
    lay: `() => {
      const host = document.createElement('div');
      host.className = 'trap';
      document.documentElement.append(host);
      host.attachShadow({ mode: 'closed' }).innerHTML =
        '<style>:host{all:initial!important;position:fixed!important;inset:0!important;z-index:2147483647!important;pointer-events:none!important;background:#fff!important}</style>';
    }`,
  },
  {
    name: 'a frame of the page above the panel',
    threat: hidden,
    lay: `() => {
      const frame = document.createElement('iframe');
      frame.className = 'trap';
      frame.srcdoc = '<body style="background:#fff">';
      frame.style.cssText = 'position:fixed;inset:0;width:100vw;height:100vh;border:0;z-index:2147483647;pointer-events:none';
      document.documentElement.append(frame);
    }`,
  },
];

const roots: Cover[] = [
  ['the root faded', 'opacity:.9'],
  ['the root all but gone', 'opacity:.01'],
  ['the root blurred', 'filter:blur(3px)'],
  ['the root without colour', 'filter:opacity(0)'],
  ['the root blended', 'mix-blend-mode:difference'],
  ['the root made small', 'transform:scale(.5);transform-origin:100% 0'],
  ['the root turned', 'transform:rotate(12deg)'],
  ['the root tilted', 'transform:perspective(300px) rotateY(50deg)'],
  ['the root slanted', 'transform:skewX(20deg)'],
  ['the root zoomed out', 'zoom:.3'],
  ['the root’s content left out', 'content-visibility:hidden'],
  [
    'all cut away but the middle of Apply',
    'clip-path:inset(calc(var(--y) - 6px) calc(100vw - var(--x) - 6px) calc(100vh - var(--y) - 6px) calc(var(--x) - 6px))',
  ],
  [
    'all cut away but a strip',
    'clip-path:polygon(0 calc(var(--y) - 4px),100% calc(var(--y) - 4px),100% calc(var(--y) + 4px),0 calc(var(--y) + 4px))',
  ],
  [
    'all masked but the middle of Apply',
    'mask:radial-gradient(circle at var(--x) var(--y),#000 8px,transparent 9px)',
  ],
  ['all masked thinly', 'mask:linear-gradient(#0002,#0002)'],
  [
    'the root’s edge drawn over Apply',
    'overflow:clip;contain:paint;width:calc(var(--x) + 5px);height:calc(var(--y) + 5px)',
  ],
  ['the root lit up from behind', 'backdrop-filter:blur(4px);background:#fff;isolation:isolate'],
].map(([name = '', style = '']) => ({ name, threat: hidden, lay: onRoot(style) }));

const moves: Cover[] = [
  {
    name: 'the panel shifted under a bait as the mouse arrives',
    threat: moved,
    lay: jump('height:100vh;overflow:hidden;transform:translate(-300px,0)', '{ x: at.x - 300, y: at.y }'),
  },
  {
    name: 'the panel lifted under a bait as the mouse arrives',
    threat: moved,
    lay: jump(
      'height:100vh;overflow:hidden;transform:translate(-460px,-300px)',
      '{ x: at.x - 460, y: at.y - 300 }',
    ),
  },
  {
    name: 'the panel zoomed under a bait as the mouse arrives',
    threat: moved,
    lay: jump(
      'zoom:3',
      '{ x: innerWidth - (innerWidth - at.x) * 3, y: innerHeight - (innerHeight - at.y) * 3 }',
    ),
  },
  {
    name: 'a bait that goes away at the first of two presses',
    threat: timed,
    presses: 2,
    lay: sheet(
      'background:#fff;pointer-events:auto',
      "sheet.addEventListener('pointerdown', () => sheet.remove());",
    ),
  },
  {
    name: 'a bait in the top layer that goes away at the first of two presses',
    threat: timed,
    presses: 2,
    lay: sheet(
      'background:#fff;pointer-events:auto',
      "sheet.popover = 'manual'; sheet.showPopover(); sheet.addEventListener('mousedown', () => sheet.hidePopover());",
    ),
  },
  {
    name: 'a bait that goes away while the mouse is down',
    threat: timed,
    lay: sheet(
      'background:#fff;pointer-events:auto',
      "sheet.addEventListener('mousedown', () => sheet.remove());",
    ),
  },
  {
    name: 'the focus handed over between two presses of Enter',
    threat: timed,
    isKey: true,
    presses: 2,
    lay: `(at, island) => {
      document.addEventListener('keydown', () => island.focus(), { capture: true, once: true, signal: watcher.trap.signal });
    }`,
  },
];

/** Every way of the page to have a person press Apply unseen, unmeant or elsewhere. */
export const everyCover: readonly Cover[] = [...covers, ...topLayer, ...roots, ...moves];
