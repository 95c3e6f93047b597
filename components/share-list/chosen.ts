/** @returns `chosen` with `key` added or taken out */
export const toggled = (chosen: ReadonlySet<string>, key: string): Set<string> => {
  const next = new Set(chosen);
  if (!next.delete(key)) next.add(key);
  return next;
};
