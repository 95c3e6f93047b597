import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ShareEnvironment } from './environment';

/** So long must nothing have covered the button, without a break. */
const provenAfterMs = 500;

/** Counts down what is left of the page's first moment. */
const useArmed = ({ armsInMs }: ShareEnvironment): boolean => {
  const [isArmed, setIsArmed] = useState(() => armsInMs() === 0);
  useEffect(() => {
    const timer = setTimeout(() => setIsArmed(true), armsInMs());
    return () => clearTimeout(timer);
  }, [armsInMs]);
  return isArmed;
};

/** open: no proof is needed here. proven, waiting: by the browser. impossible: this browser cannot tell. */
export type Proof = 'open' | 'proven' | 'waiting' | 'impossible';

// https://w3c.github.io/IntersectionObserver/v2/: absent from TypeScript's DOM types.
type VisibilityOptions = IntersectionObserverInit & { trackVisibility: boolean; delay: number };
type VisibilityEntry = IntersectionObserverEntry & { isVisible?: boolean };

/**
 * Tells whether the element was seen uncovered, unfaded and unscaled for half a second, inside a page that may
 * want a person to press it unseen. The element itself must not be faded: opacity makes it count as covered.
 */
export const useProof = (target: RefObject<HTMLElement | null>, environment: ShareEnvironment): Proof => {
  const [isProven, setIsProven] = useState(false);
  const isArmed = useArmed(environment);
  const { isFramed, canProve } = environment;
  useEffect(() => {
    const element = target.current;
    if (!isFramed || !canProve || !element) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const options: VisibilityOptions = { threshold: 1, trackVisibility: true, delay: 100 };
    const observer = new IntersectionObserver((entries) => {
      // v2 browsers add isVisible to the entry; canProve has checked it.
      const last = entries.at(-1) as VisibilityEntry | undefined;
      clearTimeout(timer);
      if (last?.isVisible === true) timer = setTimeout(() => setIsProven(true), provenAfterMs);
      else setIsProven(false);
    }, options);
    observer.observe(element);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, [target, isFramed, canProve]);
  if (!isFramed) return isArmed ? 'open' : 'waiting';
  if (!canProve) return 'impossible';
  return isProven ? 'proven' : 'waiting';
};
