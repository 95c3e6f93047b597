import { describe, expect, test } from 'vitest';
import { findBreaches } from './build-rules.ts';
import { plantedBreaches } from './planted-breaches.ts';

const rulesOf = (path: string, text: string) => findBreaches([{ path, text }]).map(({ rule }) => rule);

describe('a build is refused', () => {
  test.each(plantedBreaches)('for %s', (text, rule) => {
    expect(rulesOf('background.js', `const a=1;${text};`)).toContain(rule);
  });

  test.each([
    '<script src="https://evil.example/x.js"></script>',
    '<link rel="stylesheet" href="//evil.example/x.css">',
    '<script>run()</script>',
    '<body onload="run()">',
    '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    '<iframe src="/x.html">',
  ])('for a page with %s', (text) => {
    expect(rulesOf('popup.html', text)).toContain('a page that loads or does what its files do not hold');
  });

  test('for a page that connects in advance', () => {
    expect(rulesOf('popup.html', '<link rel="preconnect" href="/x">')).toEqual([
      'a connection opened in advance',
    ]);
  });

  test.each(['@import "x.css";', 'a{background:url(https://evil.example/x.png)}'])(
    'for a style with %s',
    (text) => {
      expect(rulesOf('x.css', text)).toEqual(['a style that loads from elsewhere']);
    },
  );

  test('for a second door to the network', () => {
    expect(rulesOf('a.js', 'x={fetch:(e,t)=>fetch(e,t)};')).toEqual([]);
    expect(rulesOf('a.js', 'x={fetch:(e,t)=>fetch(e,t)};y=()=>fetch(z);')).toEqual([
      'a second fetch',
      'a second fetch',
    ]);
  });
});

describe('a build is accepted', () => {
  test.each([
    'U.tabs.create({url:U.runtime.getURL("/workspace.html")})',
    'q=e=>U.runtime.getURL(e),j=e=>q(e);U.windows.create({type:"popup",url:j(e),focused:!0})',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a text as it stands in a build
    'q=e=>U.runtime.getURL(e);U.tabs.update(n.tabId,{active:!0,url:`${q(w)}#${e}`})',
    'U.windows.update(n.windowId,{focused:!0})',
    'indexedDB.open(e,t)',
    'const n=t.location.href;s!==e.location.href',
    'x instanceof Function;Function.prototype.call',
    'tabs:{create:{minArgs:1,maxArgs:1}}',
    'import("./chunks/x.js")',
  ])('with %s', (text) => {
    expect(rulesOf('background.js', text)).toEqual([]);
  });

  test('with a page that loads its own files', () => {
    const text = '<script type="module" crossorigin src="/chunks/x.js"></script><link href="/x.css">';
    expect(rulesOf('popup.html', text)).toEqual([]);
  });
});
