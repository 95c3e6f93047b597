import { Refusal } from './refusal.ts';

type Parameters = Record<string, unknown>;

/** @throws Refusal UnknownParameter for a name the action does not know */
export function refuseUnknown(parameters: Parameters, known: readonly string[]): void {
  for (const name of Object.keys(parameters)) {
    if (!known.includes(name)) throw new Refusal('UnknownParameter', name);
  }
}

/** @throws Refusal MissingParameter or InvalidParameter */
export function requiredText(parameters: Parameters, name: string): string {
  const value = parameters[name];
  if (value === undefined || value === null) throw new Refusal('MissingParameter', name);
  if (typeof value !== 'string') throw new Refusal('InvalidParameter', `${name} is not of type string`);
  return value;
}

/** @throws Refusal InvalidParameter unless absent or a list of texts */
export function optionalTexts(parameters: Parameters, name: string): string[] | undefined {
  const value = parameters[name];
  if (value === undefined || value === null) return undefined;
  const texts = Array.isArray(value) ? value.filter((item) => typeof item === 'string') : undefined;
  if (!Array.isArray(value) || texts?.length !== value.length) {
    throw new Refusal('InvalidParameter', `${name} is not of type list of string`);
  }
  return texts;
}

/** Whole number; GET calls carry it as text. @throws Refusal InvalidParameter */
export function optionalInteger(parameters: Parameters, name: string, otherwise: number): number {
  const value = parameters[name];
  if (value === undefined || value === null) return otherwise;
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isInteger(number)) {
    throw new Refusal('InvalidParameter', `${name} is not of type integer`);
  }
  return number;
}

/** @throws Refusal InvalidImageId.Malformed */
export function checkImageId(imageId: string): void {
  if (!/^img-[0-9a-z]{6,12}$/.test(imageId)) throw new Refusal('InvalidImageId.Malformed', imageId);
}
