import type { ComponentChildren } from 'preact';
import { t } from '../text';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';
import { Skeleton } from '../ui/states';
import type { ImagesState } from './use-cloud';

/** Shows images once they are read; until then that they are being read, or why they cannot be. */
export const ImagesGate = ({ state, children }: { state: ImagesState; children: ComponentChildren }) => {
  if (state.failure) {
    return (
      <div class="inset">
        <FailureNote failure={state.failure}>
          <Button isSlim onClick={state.reload}>
            {t('share_tryAgain')}
          </Button>
        </FailureNote>
      </div>
    );
  }
  if (state.isLoading) {
    return (
      <div class="inset">
        <Skeleton lines={2} label={t('share_imagesLoading')} />
      </div>
    );
  }
  return <>{children}</>;
};
