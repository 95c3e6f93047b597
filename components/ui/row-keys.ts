/** Rows beside the seen ones are drawn too, so that the next row is always there to be led to. */
const openerIn = (slot: Element | null | undefined): HTMLElement | null | undefined =>
  slot?.querySelector<HTMLElement>('button[tabindex="-1"]');

const slotAt = (scroller: Element, place: number): Element | null =>
  scroller.querySelector(`.slot[data-index="${place}"]`);

const firstSeen = (scroller: Element): Element | undefined => {
  const { top } = scroller.getBoundingClientRect();
  return [...scroller.querySelectorAll('.slot')].find((slot) => slot.getBoundingClientRect().top >= top - 1);
};

/**
 * Leads the focus through a list of which only some rows stand in the document, so that Tab passes it in one step:
 * Enter or arrow down goes from the list into its first seen row, arrows from row to row, Escape back to the list.
 * Meant for rows whose main button Tab leaves out (`tabindex="-1"`).
 */
export const moveAmongRows = (event: KeyboardEvent): void => {
  const { target, key } = event;
  if (!(target instanceof HTMLElement)) return;
  const scroller = target.closest<HTMLElement>('.scroll');
  if (!scroller) return;
  const slot = target.closest<HTMLElement>('.slot');
  const place = Number(slot?.dataset.index);
  const lead = (next: HTMLElement | null | undefined) => {
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  if (target === scroller) {
    if (key === 'Enter' || key === 'ArrowDown') lead(openerIn(firstSeen(scroller)));
  } else if (key === 'ArrowDown') lead(openerIn(slotAt(scroller, place + 1)));
  else if (key === 'ArrowUp') lead(openerIn(slotAt(scroller, place - 1)));
  else if (key === 'Escape') lead(scroller);
};
