/**
 * Hands a text to the browser as a download.
 * @param type media type; the text is written as UTF-8
 */
export const saveFile = (page: Window, name: string, text: string, type = 'text/csv'): void => {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = page.document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has its own handle once the click was dispatched; a minute is ample.
  page.setTimeout(() => URL.revokeObjectURL(address), 60_000);
};
