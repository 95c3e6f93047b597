import type { ComponentChildren } from 'preact';
import { t } from '../text';
import { Icon, type IconName } from './icon';

/** What stands where there is nothing to show: why, and the one thing to do about it. */
export const EmptyState = ({
  icon,
  heading,
  text,
  children,
}: {
  icon?: IconName;
  heading: string;
  text?: ComponentChildren;
  /** A button. */
  children?: ComponentChildren;
}) => (
  <div class="empty">
    {icon !== undefined && <Icon name={icon} size={26} weight={1.2} />}
    <span class="strong">{heading}</span>
    {text !== undefined && <p>{text}</p>}
    {children}
  </div>
);

/** A small turning sign beside words. */
export const Spinner = () => <span class="spinner" aria-hidden="true" />;

/** Bars where lines will stand, spoken as `label`. */
export const Skeleton = ({ lines = 3, label = t('ui_loading') }: { lines?: number; label?: string }) => (
  <div class="loading" role="status" aria-label={label}>
    {Array.from({ length: lines }, (_, place) => (
      <div key={place} class="bone" aria-hidden="true" />
    ))}
  </div>
);
