import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { moveAmongRows } from './row-keys';
import { findFirst, offsetsOf } from './virtual-rows';

/** Rows drawn above and below what is seen. */
const overscan = 8;
/** Up to here all rows are drawn: windowing would gain nothing. */
const smallEnough = 60;
/** Used until the list knows its height, in pixels. */
const assumedHeight = 600;

export interface VirtualListProps<Item> {
  items: readonly Item[];
  keyOf: (item: Item, index: number) => string | number;
  children: (item: Item, index: number) => ComponentChildren;
  label: string;
  /** First guess in pixels; drawn rows are measured, so they may wrap. */
  rowHeight?: number;
  /** list: items are listitems. rows: a rowgroup of a table whose head is drawn elsewhere. */
  as?: 'list' | 'rows';
  /** Takes the rest of its group's height instead of at most 300 px. */
  fills?: boolean;
}

/**
 * Thousands of rows of which only the seen ones stand in the document. Every drawn row tells its place and the
 * whole's size, so assistive technology counts right. The list itself scrolls and takes the focus for that; arrows then
 * lead through the rows' main buttons, where Tab leaves these out.
 */
export const VirtualList = <Item,>(props: VirtualListProps<Item>) => {
  const { items, rowHeight = 32, as = 'list' } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const measured = useRef(new Map<string | number, number>());
  const [seen, setSeen] = useState({ top: 0, height: assumedHeight });
  const [measuredTimes, setMeasuredTimes] = useState(0);

  // By place, so that a newly measured row costs no look at the keys of all others.
  const heights = useMemo(() => heightsOf(props, measured.current, rowHeight), [items, rowHeight]);
  const offsets = useMemo(
    () => offsetsOf(items.length, (index) => heights[index] ?? rowHeight),
    [heights, rowHeight, measuredTimes],
  );
  const isWhole = items.length <= smallEnough;
  const first = isWhole ? 0 : Math.max(0, findFirst(offsets, seen.top) - overscan);
  const last = isWhole
    ? items.length
    : Math.min(items.length, findFirst(offsets, seen.top + seen.height) + overscan + 1);

  const measure = () => {
    const box = scroller.current;
    if (!box) return;
    if (box.clientHeight > 0 && box.clientHeight !== seen.height) {
      setSeen((before) => ({ ...before, height: box.clientHeight }));
    }
    let isChanged = false;
    for (const slot of box.querySelectorAll<HTMLElement>(':scope > .room > .slot')) {
      const item = items[Number(slot.dataset.index)];
      if (item === undefined || slot.offsetHeight === 0) continue;
      const key = props.keyOf(item, Number(slot.dataset.index));
      if ((measured.current.get(key) ?? rowHeight) !== slot.offsetHeight) {
        measured.current.set(key, slot.offsetHeight);
        heights[Number(slot.dataset.index)] = slot.offsetHeight;
        isChanged = true;
      }
    }
    if (isChanged) setMeasuredTimes((times) => times + 1);
  };
  useLayoutEffect(measure);
  // A row may grow by itself, and every row does when the page gets narrower.
  useLayoutEffect(() => {
    if (typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(measure);
    for (const slot of scroller.current?.querySelectorAll(':scope > .room > .slot') ?? [])
      observer.observe(slot);
    return () => observer.disconnect();
  });

  const slots = [];
  for (let index = first; index < last; index += 1) {
    const item = items[index];
    if (item === undefined) continue;
    slots.push(
      <div
        key={props.keyOf(item, index)}
        class="slot"
        data-index={index}
        style={{ top: `${offsets[index] ?? 0}px` }}
        {...(as === 'list'
          ? { role: 'listitem', 'aria-setsize': items.length, 'aria-posinset': index + 1 }
          : { role: 'row', 'aria-rowindex': index + 2 })}
      >
        {props.children(item, index)}
      </div>,
    );
  }
  return (
    <div
      ref={scroller}
      class={`scroll ${props.fills ? 'fills' : ''}`}
      role={as === 'list' ? 'list' : 'rowgroup'}
      {...{ 'aria-label': props.label, onKeyDown: moveAmongRows }}
      tabIndex={0}
      onScroll={(event) => {
        const box = event.currentTarget;
        setSeen({ top: box.scrollTop, height: box.clientHeight || assumedHeight });
      }}
    >
      <div class="room" role="presentation" style={{ height: `${offsets[items.length] ?? 0}px` }}>
        {slots}
      </div>
    </div>
  );
};

const heightsOf = <Item,>(
  { items, keyOf }: VirtualListProps<Item>,
  measured: ReadonlyMap<string | number, number>,
  rowHeight: number,
): Float64Array => {
  const heights = new Float64Array(items.length).fill(rowHeight);
  if (measured.size === 0) return heights;
  items.forEach((item, index) => {
    heights[index] = measured.get(keyOf(item, index)) ?? rowHeight;
  });
  return heights;
};
