import { useEffect, useState } from 'preact/hooks';
import type { Failure } from '../../lib/domain/failure';
import { productIds } from '../../lib/domain/product';
import type { Proposal } from '../../lib/messaging/views';
import { LabelsProvider } from '../book/labels';
import { useClient } from '../client-context';
import { t } from '../text';
import { FailureNote } from '../ui/failure-note';
import { Screen } from '../ui/screen';
import { Skeleton } from '../ui/states';
import type { Opening } from './address';
import type { ShareEnvironment } from './environment';
import { ShareFlow } from './share-flow';
import { openState, type ShareState } from './share-state';

const nothing: Proposal = {
  product: productIds[0] ?? 'tencent-cvm',
  region: '',
  imageIds: [],
  consoleAccount: '',
};

const startOf = (opening: Opening): ShareState | undefined => {
  if (opening.kind === 'proposal') return openState(opening.proposal, opening.profileId);
  if (opening.kind === 'job') return { ...openState(nothing), step: 'run', jobId: opening.jobId };
  return undefined;
};

const proceed = async () => {};

/** The panel: in a tab it starts from its address; framed it shows nothing before its token was accepted. */
export const Panel = ({
  opening,
  environment,
  onAccepted = proceed,
}: {
  opening: Opening;
  environment: ShareEnvironment;
  /** Awaited once a framed panel is accepted, before the flow is drawn: earlier the background tells it nothing. */
  onAccepted?: () => Promise<void>;
}) => {
  const client = useClient();
  const [start, setStart] = useState(() => startOf(opening));
  const [failure, setFailure] = useState<Failure>();
  useEffect(() => {
    if (opening.kind !== 'framed') return;
    let isCurrent = true;
    void client('panel.hello', { token: opening.token }).then(async (answer) => {
      if (answer.ok) await onAccepted();
      if (!isCurrent) return;
      if (answer.ok) setStart(openState(answer.value));
      else setFailure(answer.failure);
    });
    return () => {
      isCurrent = false;
    };
  }, [client, opening, onAccepted]);
  if (start) {
    return (
      <LabelsProvider>
        <ShareFlow start={start} environment={environment} />
      </LabelsProvider>
    );
  }
  return (
    <Screen heading={t('extensionName')} onClose={environment.isFramed ? environment.close : undefined}>
      {failure ? <FailureNote failure={failure} /> : <Skeleton lines={4} />}
    </Screen>
  );
};
