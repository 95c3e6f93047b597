import type { ComponentChildren } from 'preact';

/** A titled box of rows. `fills` takes the rest of the screen's height. */
export const Group = ({
  heading,
  aside,
  children,
  fills = false,
  label,
  level = 2,
}: {
  heading: ComponentChildren;
  /** To the right of the heading. */
  aside?: ComponentChildren;
  children?: ComponentChildren;
  fills?: boolean;
  /** Makes the group a named region. */
  label?: string;
  level?: 2 | 3;
}) => {
  const Heading = level === 2 ? 'h2' : 'h3';
  const parts = (
    <>
      <div class="head">
        <Heading>{heading}</Heading>
        {aside}
      </div>
      {children}
    </>
  );
  const classes = `group ${fills ? 'fills' : ''}`;
  return label === undefined ? (
    <div class={classes}>{parts}</div>
  ) : (
    <section class={classes} aria-label={label}>
      {parts}
    </section>
  );
};

/** One line of a group: a mark, the thing with an optional second line, and something at the end. */
export const Row = ({
  mark,
  children,
  sub,
  tail,
}: {
  mark?: ComponentChildren;
  children: ComponentChildren;
  sub?: ComponentChildren;
  tail?: ComponentChildren;
}) => (
  <div class={`row ${mark === undefined ? 'plain' : ''}`}>
    {mark}
    <div>
      {children}
      {sub !== undefined && <span class="sub">{sub}</span>}
    </div>
    <div class="tail">{tail}</div>
  </div>
);

/** A part that opens in place. Its children are made only while it is open. */
export const Fold = ({
  summary,
  aside,
  isOpen,
  onToggle,
  children,
}: {
  summary: ComponentChildren;
  aside?: ComponentChildren;
  isOpen: boolean;
  onToggle: (isOpen: boolean) => void;
  children: ComponentChildren;
}) => (
  <details class="fold" open={isOpen} onToggle={(event) => onToggle(event.currentTarget.open)}>
    <summary>
      <span class="grow">{summary}</span>
      {aside}
    </summary>
    {isOpen && children}
  </details>
);
