import type { ComponentChildren } from 'preact';
import { Icon } from './icon';

/** A sentence or two set apart. `role` status or alert makes it spoken when it appears. */
export const Note = ({
  kind = 'info',
  role,
  children,
}: {
  kind?: 'info' | 'warn' | 'bad' | 'good';
  role?: 'status' | 'alert';
  children: ComponentChildren;
}) => (
  <div class={`note ${kind}`} role={role}>
    <Icon name={kind} size={14} />
    <div class="body">{children}</div>
  </div>
);
