import type { ComponentChildren, Ref } from 'preact';
import { useId } from 'preact/hooks';
import { Icon } from './icon';

interface FieldProps {
  label: string;
  hint?: ComponentChildren;
  /** What is wrong with the value, in a sentence. */
  problem?: string | undefined;
}

const Frame = ({
  id,
  label,
  hint,
  problem,
  children,
}: FieldProps & { id: string; children: ComponentChildren }) => (
  <div class="field">
    <label class="label" for={id}>
      {label}
    </label>
    {children}
    {hint !== undefined && (
      <span class="hint" id={`${id}-hint`}>
        {hint}
      </span>
    )}
    {problem !== undefined && (
      <span class="problem" id={`${id}-problem`} role="alert">
        {problem}
      </span>
    )}
  </div>
);

const describedBy = (id: string, { hint, problem }: FieldProps) =>
  [hint !== undefined && `${id}-hint`, problem !== undefined && `${id}-problem`].filter(Boolean).join(' ') ||
  undefined;

export interface TextFieldProps extends FieldProps {
  value: string;
  onInput: (value: string) => void;
  type?: 'text' | 'password';
  isRequired?: boolean;
  placeholder?: string;
  inputMode?: 'text' | 'numeric';
  autocomplete?: 'off' | 'current-password' | 'new-password';
  onEnter?: () => void;
  inputRef?: Ref<HTMLInputElement>;
}

/** A labelled line of text. */
export const TextField = (props: TextFieldProps) => {
  const id = useId();
  return (
    <Frame id={id} {...props}>
      <input
        id={id}
        class="input"
        {...(props.type === 'password' ? { type: 'password' as const } : { type: 'text' as const })}
        value={props.value}
        required={props.isRequired ?? false}
        placeholder={props.placeholder ?? ''}
        inputMode={props.inputMode ?? 'text'}
        autocomplete={props.autocomplete ?? 'off'}
        spellcheck={false}
        aria-invalid={props.problem === undefined ? undefined : 'true'}
        aria-describedby={describedBy(id, props)}
        ref={props.inputRef ?? null}
        onInput={(event) => props.onInput(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.isComposing) props.onEnter?.();
        }}
      />
    </Frame>
  );
};

export interface Option {
  value: string;
  text: string;
}

/** A labelled choice of one among options. */
export const Select = (
  props: FieldProps & { value: string; options: readonly Option[]; onChange: (value: string) => void },
) => {
  const id = useId();
  return (
    <Frame id={id} {...props}>
      <select
        id={id}
        class="input"
        value={props.value}
        aria-describedby={describedBy(id, props)}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      >
        {props.options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === props.value}>
            {option.text}
          </option>
        ))}
      </select>
    </Frame>
  );
};

/** A search box; `key` shows the key that leads to it. */
export const SearchBox = ({
  label,
  value,
  onInput,
  shortcut,
  inputRef,
}: {
  label: string;
  value: string;
  onInput: (value: string) => void;
  shortcut?: string;
  inputRef?: Ref<HTMLInputElement>;
}) => (
  <div class="search">
    <Icon name="search" size={14} />
    <input
      class="input"
      type="search"
      aria-label={label}
      placeholder={label}
      value={value}
      spellcheck={false}
      autocomplete="off"
      aria-keyshortcuts={shortcut}
      ref={inputRef ?? null}
      onInput={(event) => onInput(event.currentTarget.value)}
    />
    {shortcut !== undefined && value === '' && (
      <span class="keycap" aria-hidden="true">
        {shortcut}
      </span>
    )}
  </div>
);
