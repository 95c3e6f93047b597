const paths = {
  info: 'M8 7v4M8 4.8v.1M14.2 8A6.2 6.2 0 1 1 1.8 8a6.2 6.2 0 0 1 12.4 0Z',
  warn: 'M8 6.2v3M8 11.6v.1M7.1 2.4 1.6 12a1 1 0 0 0 .9 1.5h11a1 1 0 0 0 .9-1.5L8.9 2.4a1 1 0 0 0-1.8 0Z',
  bad: 'M5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4M14.2 8A6.2 6.2 0 1 1 1.8 8a6.2 6.2 0 0 1 12.4 0Z',
  good: 'M5 8.2l2.1 2.1L11 6M14.2 8A6.2 6.2 0 1 1 1.8 8a6.2 6.2 0 0 1 12.4 0Z',
  check: 'M3.5 8.5l3 3 6-7',
  cross: 'M4 4l8 8M12 4l-8 8',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3.5 8h9',
  question: 'M5.6 6a2.4 2.4 0 1 1 3.5 2.1C8.3 8.6 8 9 8 9.8M8 12.4v.1',
  bang: 'M8 3v6.2M8 12.4v.1',
  dots: 'M3.5 8h.1M8 8h.1M12.5 8h.1',
  search: 'M10.6 10.6 14 14M12 7A5 5 0 1 1 2 7a5 5 0 0 1 10 0Z',
  refresh: 'M13.5 8A5.5 5.5 0 1 1 11.7 4M13.6 1.8v3.4h-3.4',
  lock: 'M3.5 7.2h9v6.3h-9zM5.5 7V5a2.5 2.5 0 0 1 5 0v2',
  key: 'M7.2 8.8 13.5 2.5M11 5l1.8 1.8M7.9 10.4a2.9 2.9 0 1 1-5.8 0 2.9 2.9 0 0 1 5.8 0Z',
  image: 'M2 3h12v10H2zM2 11l3.5-3.5 3 3L10.5 8.5 14 11.5M10.6 5.9v.1',
} as const;

export type IconName = keyof typeof paths;

/** A line drawing in the text's colour; `size` in CSS pixels. Hidden from assistive technology: words say it. */
export const Icon = ({
  name,
  size = 16,
  weight = 1.5,
}: {
  name: IconName;
  size?: number;
  weight?: number;
}) => (
  <svg
    viewBox="0 0 16 16"
    width={size}
    height={size}
    fill="none"
    stroke="currentColor"
    stroke-width={weight}
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    <path d={paths[name]} />
  </svg>
);
