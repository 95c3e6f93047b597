import type { ComponentChildren, Ref } from 'preact';
import { t } from '../text';
import { Button } from './button';
import { Icon } from './icon';

/** Which of `total` steps a flow is at, from 1. */
export const StepBar = ({ current, total }: { current: number; total: number }) => (
  <ol class="steps" aria-label={t('ui_step', current, total)}>
    {Array.from({ length: total }, (_, place) => (
      <li
        key={place}
        class={place < current ? 'done' : ''}
        aria-current={place + 1 === current ? 'step' : undefined}
      />
    ))}
  </ol>
);

/** Header, scrolling middle and footer of a whole page. The heading takes the focus when a flow changes its step. */
export const Screen = ({
  heading,
  headingRef,
  aside,
  below,
  footer,
  onClose,
  children,
}: {
  heading: string;
  headingRef?: Ref<HTMLHeadingElement>;
  /** To the right of the heading. */
  aside?: ComponentChildren;
  /** Under the heading, still in the header. */
  below?: ComponentChildren;
  footer?: ComponentChildren;
  /** Shows a close button. */
  onClose?: (() => void) | undefined;
  children: ComponentChildren;
}) => (
  <div class="screen">
    <header>
      <div class="top">
        <h1 tabIndex={-1} ref={headingRef ?? null}>
          {heading}
        </h1>
        <div class="line">
          {aside}
          {onClose !== undefined && (
            <Button kind="icon" label={t('ui_close')} onClick={onClose}>
              <Icon name="cross" size={14} />
            </Button>
          )}
        </div>
      </div>
      {below}
    </header>
    <main>{children}</main>
    {footer !== undefined && <footer>{footer}</footer>}
  </div>
);
