import { language } from '../text';

export interface Stat {
  label: string;
  value: number;
  tone?: 'good' | 'bad' | undefined;
}

/** A strip of a few large numbers with their words. */
export const Stats = ({ stats }: { stats: readonly Stat[] }) => (
  <dl class="stats">
    {stats.map((stat) => (
      <div key={stat.label}>
        <dt>{stat.label}</dt>
        <dd class={stat.tone ?? ''}>{new Intl.NumberFormat(language()).format(stat.value)}</dd>
      </div>
    ))}
  </dl>
);
