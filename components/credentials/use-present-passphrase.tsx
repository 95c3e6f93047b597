import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Failure } from '../../lib/domain/failure';
import type { Result } from '../../lib/domain/result';
import type { Client } from '../../lib/messaging/client';
import { useClient } from '../client-context';
import { sentences } from '../share-flow/sentences';
import { count, failureNextStep, failureSentence } from '../text';
import { TextField } from '../ui/fields';

/** Seconds until a passphrase is taken again, counting down, undefined until known; the background alone decides. */
const useWait = (client: Client) => {
  const [seconds, setSeconds] = useState<number>();
  const ask = useCallback(async () => {
    const answer = await client('vault.wait', {});
    setSeconds(answer.ok ? Math.ceil(answer.value.waitMs / 1_000) : 0);
  }, [client]);
  useEffect(() => void ask(), [ask]);
  useEffect(() => {
    if (!seconds) return;
    const timer = setTimeout(() => (seconds === 1 ? void ask() : setSeconds(seconds - 1)), 1_000);
    return () => clearTimeout(timer);
  }, [seconds, ask]);
  return { seconds, ask };
};

export interface PresentPassphrase {
  value: string;
  type: (value: string) => void;
  field: { current: HTMLInputElement | null };
  failure: Failure | undefined;
  isBusy: boolean;
  /** Seconds to wait after wrong ones; 0 for none. */
  waitSeconds: number;
  /** Whether there is something to send, now. */
  canSend: boolean;
  /** Sends it. It leaves the field with every answer, and a failure is shown beside the field. */
  send: <Value>(call: (passphrase: string) => Promise<Result<Value>>) => Promise<Result<Value> | undefined>;
}

/** The passphrase of a vault, asked for to open it or to change it. */
export const usePresentPassphrase = (): PresentPassphrase => {
  const client = useClient();
  const [value, setValue] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const field = useRef<HTMLInputElement>(null);
  const wait = useWait(client);
  const canSend = value !== '' && !isBusy && wait.seconds === 0;
  return {
    value,
    type: setValue,
    field,
    failure,
    isBusy,
    waitSeconds: wait.seconds ?? 0,
    canSend,
    send: async (call) => {
      if (!canSend) return undefined;
      setIsBusy(true);
      setFailure(undefined);
      const answer = await call(value);
      setValue('');
      setIsBusy(false);
      if (answer.ok) return answer;
      setFailure(answer.failure);
      await wait.ask();
      field.current?.focus();
      return answer;
    },
  };
};

/** The field, with what was wrong and how long to wait. */
export const PresentPassphraseField = ({
  label,
  passphrase,
  onEnter,
}: {
  label: string;
  passphrase: PresentPassphrase;
  onEnter: () => void;
}) => {
  const { failure, waitSeconds } = passphrase;
  return (
    <>
      <TextField
        label={label}
        value={passphrase.value}
        onInput={passphrase.type}
        type="password"
        autocomplete="current-password"
        inputRef={passphrase.field}
        onEnter={onEnter}
        problem={failure && sentences(failureSentence(failure), failureNextStep(failure))}
      />
      {waitSeconds > 0 && (
        // A timer is not read out at every tick.
        <span class="small strong" role="timer">
          {count('keys_waitSeconds', waitSeconds)}
        </span>
      )}
    </>
  );
};
