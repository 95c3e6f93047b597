import { language, t } from '../text';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** @returns how long ago `at` was, rounded to what a person would say; both in milliseconds since the epoch */
export const timeAgo = (at: number, now: number): string => {
  const ageMs = Math.max(0, now - at);
  const format = new Intl.RelativeTimeFormat(language(), { style: 'short', numeric: 'always' });
  if (ageMs < minuteMs) return t('roster_justNow');
  if (ageMs < hourMs) return format.format(-Math.floor(ageMs / minuteMs), 'minute');
  if (ageMs < dayMs) return format.format(-Math.floor(ageMs / hourMs), 'hour');
  return format.format(-Math.floor(ageMs / dayMs), 'day');
};

/** @returns the day of an ISO 8601 time, with the year only where it is not this one; empty when unreadable */
export const dayOf = (iso: string, now: number): string => {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return '';
  const isThisYear = at.getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat(language(), {
    day: 'numeric',
    month: 'short',
    ...(isThisYear ? {} : { year: 'numeric' }),
  }).format(at);
};

/** @returns date and time of `at`, milliseconds since the epoch, in the reader's zone */
export const momentOf = (at: number): string =>
  new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeStyle: 'short' }).format(at);

/** @returns a number as the language writes it */
export const numeral = (value: number): string => new Intl.NumberFormat(language()).format(value);
