import { Refusal } from './refusal.ts';

type Parameters = Readonly<Record<string, string>>;

/** @throws Refusal MissingParameter */
export function requiredText(parameters: Parameters, name: string): string {
  const value = parameters[name];
  if (value === undefined || value === '') throw new Refusal('MissingParameter', name);
  return value;
}

/** @throws Refusal InvalidParameter unless a whole number from 1 to `most` */
function countOf(parameters: Parameters, name: string, otherwise: number, most: number): number {
  const value = parameters[name];
  if (value === undefined) return otherwise;
  const number = /^\d{1,6}$/.test(value) ? Number(value) : 0;
  if (number < 1 || number > most) throw new Refusal('InvalidParameter', name);
  return number;
}

interface Page<T> {
  number: number;
  size: number;
  items: T[];
}

/**
 * Cuts the asked page out of a list; ten items when no size is asked for.
 * @param most largest size of a page
 * @throws Refusal InvalidParameter
 */
export function pageOf<T>(parameters: Parameters, items: readonly T[], most: number): Page<T> {
  const number = countOf(parameters, 'PageNumber', 1, 1_000_000);
  const size = countOf(parameters, 'PageSize', 10, most);
  return { number, size, items: items.slice((number - 1) * size, number * size) };
}
