/** How far a job is, with its number in words. `value` and `max` count rows. */
export const Progress = ({
  label,
  value,
  max,
  text,
  tone = '',
}: {
  label: string;
  value: number;
  max: number;
  text: string;
  tone?: '' | 'caution' | 'good';
}) => (
  <div
    class={`progress ${tone}`}
    role="progressbar"
    aria-label={label}
    aria-valuemin={0}
    aria-valuemax={max}
    aria-valuenow={value}
    aria-valuetext={text}
  >
    <div style={{ width: `${max === 0 ? 100 : (100 * value) / max}%` }} />
  </div>
);
