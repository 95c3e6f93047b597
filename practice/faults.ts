/**
 * How one call goes wrong.
 * - lost-before, lost-after: the connection dies before or after the effect; the caller sees no answer
 * - server-error: HTTP 502 with a page of HTML, nothing applied
 * - server-error-after: the same, but applied
 * - truncated: HTTP 200 whose JSON ends too early, applied
 * - wrong-types: HTTP 200 with fields of the wrong type and no usable request id, applied
 * - any other text: that error code, nothing applied
 */
export type Fault =
  | 'lost-before'
  | 'lost-after'
  | 'server-error'
  | 'server-error-after'
  | 'truncated'
  | 'wrong-types'
  | { code: string; detail?: string };

/** What a fault can be chosen by. */
interface FaultTarget {
  action: string;
  imageId: string;
}

/** Decides for each call; undefined lets it pass. */
export type FaultSource = (
  call: FaultTarget & { accounts: string[]; permission: string },
) => Fault | undefined;

interface Armed {
  action: string;
  imageId: string | undefined;
  fault: Fault;
  times: number;
}

export interface Faults {
  /** The next `times` calls of `action` (of one image, when named) go wrong that way. */
  arm(action: string, fault: Fault, times: number, imageId: string | undefined): void;
  /** Replaces the source asked when nothing is armed. */
  source: FaultSource | undefined;
  take: FaultSource;
}

export function createFaults(): Faults {
  const armed: Armed[] = [];
  const faults: Faults = {
    source: undefined,
    arm: (action, fault, times, imageId) => void armed.push({ action, fault, times, imageId }),
    take(call) {
      const next = armed.find(
        (one) =>
          one.times > 0 &&
          one.action === call.action &&
          (one.imageId === undefined || one.imageId === call.imageId),
      );
      if (!next) return faults.source?.(call);
      next.times -= 1;
      return next.fault;
    },
  };
  return faults;
}

export const serverErrorPage =
  '<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>';
