import { useEffect, useMemo, useState } from 'preact/hooks';
import { cloudOf } from '../../lib/domain/book';
import { findMentions, withGroups } from '../../lib/domain/paste/groups';
import { createPasteReader, parsePaste } from '../../lib/domain/paste/parse-paste';
import type { Paste } from '../../lib/domain/paste/token';
import type { ProductId } from '../../lib/domain/product';
import { products } from '../../lib/providers/catalog';
import { useLabels } from '../book/labels';

/** Texts up to here are read while a person types, in UTF-16 units; longer ones in slices. */
const shortText = 20_000;
/** Longest slice of reading in milliseconds: a sixth of what a person would notice as a halt. */
const sliceMs = 8;
/** Time between two reports of how far it is, in milliseconds. */
const reportMs = 120;

const nothing: Paste = {
  tokens: [],
  counts: { accounts: 0, duplicates: 0, suspicious: 0, rounded: 0, notAccounts: 0, asides: 0 },
};

export interface PasteReading {
  /** Empty until the whole text is read. */
  paste: Paste;
  /** How much of a long text is read, from 0 to 1; absent when all of it is. */
  readPart?: number | undefined;
}

/** Reads a text slice by slice, giving the page its turn in between. */
const readInSlices = async (
  text: string,
  product: ProductId,
  signal: AbortSignal,
  onPart: (part: number) => void,
): Promise<Paste> => {
  const reader = createPasteReader(text, products[product]);
  let place = 0;
  let reportAt = performance.now() + reportMs;
  while (place < text.length && !signal.aborted) {
    const end = performance.now() + sliceMs;
    while (place < text.length && performance.now() < end) place = reader.step();
    if (performance.now() > reportAt) {
      onPart(place / text.length);
      reportAt = performance.now() + reportMs;
    }
    await new Promise((resolve) => setTimeout(resolve));
  }
  return reader.end();
};

const useTyped = (text: string, product: ProductId): PasteReading => {
  const isShort = text.length <= shortText;
  const short = useMemo(
    () => (isShort ? parsePaste(text, products[product]) : undefined),
    [text, product, isShort],
  );
  const [long, setLong] = useState<PasteReading & { text: string; product: ProductId }>();
  useEffect(() => {
    if (isShort) {
      setLong(undefined);
      return;
    }
    const life = new AbortController();
    void readInSlices(text, product, life.signal, (readPart) => {
      if (!life.signal.aborted) setLong({ text, product, paste: nothing, readPart });
    }).then((paste) => {
      if (!life.signal.aborted) setLong({ text, product, paste });
    });
    return () => life.abort();
  }, [text, product, isShort]);
  if (short) return { paste: short };
  return long?.text === text && long.product === product ? long : { paste: nothing, readPart: 0 };
};

/** @returns what a text holds: the ids in it, and those of the groups that it names */
export const usePaste = (text: string, product: ProductId): PasteReading => {
  const labels = useLabels();
  const { paste: typed, readPart } = useTyped(text, product);
  const paste = useMemo(() => {
    const groups = labels.groupsIn(cloudOf(product));
    if (groups.size === 0) return typed;
    return withGroups(typed, findMentions(text), (name) => groups.get(name)?.map(({ account }) => account));
  }, [typed, labels, text, product]);
  return { paste, readPart };
};
