import type { ComponentChildren, Ref } from 'preact';
import { t } from '../text';
import { Icon } from '../ui/icon';

/** One numbered step of the first run; a done one says so. */
export const Step = ({
  number,
  heading,
  isDone,
  headingRef,
  children,
}: {
  number: number;
  heading: string;
  isDone: boolean;
  headingRef?: Ref<HTMLHeadingElement>;
  children: ComponentChildren;
}) => (
  <li class={`first-step ${isDone ? 'done' : ''}`}>
    <span class="badge" aria-hidden="true">
      {isDone ? <Icon name="check" size={15} weight={2} /> : number}
    </span>
    <div class="content">
      <h2 tabIndex={-1} ref={headingRef ?? null}>
        <span class="hidden-visually">{t('welcome_step', number)} </span>
        {heading} {isDone && <span class="count good">{t('welcome_done')}</span>}
      </h2>
      {children}
    </div>
  </li>
);
