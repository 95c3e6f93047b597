import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { Button } from '../ui/button';
import type { ShareEnvironment } from './environment';
import { type Proof, useProof } from './use-proof';

/** A button that changes who has access: pressed by a person, and only where nothing can hide it. */
export const GuardedButton = ({
  environment,
  kind,
  isDisabled = false,
  isBusy = false,
  describedBy,
  onPress,
  onProof,
  children,
}: {
  environment: ShareEnvironment;
  kind: 'primary' | 'danger-solid' | 'plain';
  isDisabled?: boolean;
  isBusy?: boolean;
  describedBy?: string;
  /**
   * `isProven` is false where the browser cannot tell, and for a press that may have been meant for something else; the
   * background then asks in a window of its own.
   */
  onPress: (isProven: boolean) => void;
  /** Draws what stands beside the button while the proof is missing. */
  onProof?: (proof: Proof) => ComponentChildren;
  children: ComponentChildren;
}) => {
  const target = useRef<HTMLSpanElement>(null);
  const proof = useProof(target, environment);
  return (
    <>
      {onProof?.(proof)}
      <span ref={target} class="guarded">
        <Button
          kind={kind}
          isDisabled={isDisabled || proof === 'waiting'}
          isBusy={isBusy}
          {...(describedBy === undefined ? {} : { describedBy })}
          onClick={(event) => {
            if (!environment.isTrusted(event)) return;
            onPress(proof === 'open' || (proof === 'proven' && environment.isPresent(event)));
          }}
        >
          {children}
        </Button>
      </span>
    </>
  );
};
