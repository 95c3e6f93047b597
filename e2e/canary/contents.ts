/**
 * What a page holds that a person or a script in it could read: markup, text, the values of its fields, its address.
 * Runs in the page, so it is self-contained.
 */
export const readContents = (): string => {
  const fields = [...document.querySelectorAll<HTMLInputElement>('input, textarea, select')];
  return [
    location.href,
    document.title,
    window.name,
    document.documentElement?.outerHTML,
    document.body?.textContent,
    ...fields.map(({ value }) => value),
  ].join('\n');
};
