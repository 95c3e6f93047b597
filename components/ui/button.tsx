import type { ComponentChildren, Ref } from 'preact';

export interface ButtonProps {
  children: ComponentChildren;
  onClick: (event: MouseEvent) => void;
  /** primary: the one next step of a screen. danger: takes something away. quiet: beside the main thing. */
  kind?: 'plain' | 'primary' | 'quiet' | 'danger' | 'danger-solid' | 'danger-quiet' | 'icon';
  isSlim?: boolean;
  isDisabled?: boolean;
  /** Work is under way: keeps the focus, ignores presses, and says so. */
  isBusy?: boolean;
  /** Accessible name where the visible text is not enough. */
  label?: string;
  describedBy?: string;
  buttonRef?: Ref<HTMLButtonElement>;
}

const classes = {
  plain: '',
  primary: 'primary',
  quiet: 'quiet',
  danger: 'danger',
  'danger-solid': 'danger solid',
  'danger-quiet': 'danger quiet',
  icon: 'quiet icon',
} as const;

/** A button. A busy one stays focusable, so that a keyboard does not lose its place. */
export const Button = (props: ButtonProps) => {
  const { kind = 'plain', isBusy = false } = props;
  return (
    <button
      type="button"
      class={`button ${classes[kind]} ${props.isSlim ? 'slim' : ''} ${isBusy ? 'busy' : ''}`}
      disabled={props.isDisabled ?? false}
      aria-disabled={isBusy ? 'true' : undefined}
      aria-busy={isBusy ? 'true' : undefined}
      aria-label={props.label}
      title={kind === 'icon' ? props.label : undefined}
      aria-describedby={props.describedBy}
      ref={props.buttonRef ?? null}
      onClick={(event) => {
        if (!isBusy) props.onClick(event);
      }}
    >
      {props.children}
    </button>
  );
};
