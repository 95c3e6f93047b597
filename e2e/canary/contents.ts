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

/** A page that has not answered by then, such as one whose extension was reloaded, is counted as not read. */
const readMs = 5_000;

/** @returns what each page gave in time; undefined for one that is gone or does not answer */
export const readAll = (reads: readonly Promise<string>[]): Promise<(string | undefined)[]> =>
  Promise.all(
    reads.map((read) => {
      const late = new Promise<undefined>((resolve) => setTimeout(resolve, readMs, undefined));
      return Promise.race([read.catch(() => undefined), late]);
    }),
  );
