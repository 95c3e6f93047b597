import type { Picture } from './walk.ts';

const figure = ({ file, theme, language, width }: Picture) =>
  `<figure><a href="${file}"><img loading="lazy" src="${file}" alt="" width="${width > 1000 ? 420 : 220}"></a>` +
  `<figcaption>${width} px, ${theme}, ${language}</figcaption></figure>`;

const style = `body{font:14px/1.4 system-ui,sans-serif;margin:24px;background:#dfe2ea;color:#16181d}
section{margin:0 0 32px}div{display:flex;flex-wrap:wrap;gap:12px;align-items:start}
figure{margin:0}img{display:block;border-radius:6px;box-shadow:0 1px 6px #0003}figcaption{color:#4a5060;padding:4px 0}`;

/** @returns a page with all pictures, by screen and state */
export const indexPage = (pictures: readonly Picture[]): string => {
  const byState = Map.groupBy(pictures, ({ screen, state }) => `${screen}: ${state}`);
  const sections = [...byState].map(
    ([name, group]) => `<section><h2>${name}</h2><div>${group.map(figure).join('\n')}</div></section>`,
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Gallery</title><style>${style}</style></head>
<body><h1>${pictures.length} pictures</h1>${sections.join('\n')}</body></html>\n`;
};
