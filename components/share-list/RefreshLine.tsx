import { t } from '../text';
import { Progress } from '../ui/progress';

/** How far a refresh is, on a line that stands without one too: nothing below may move under a hand about to press. */
export const RefreshLine = ({ refreshing }: { refreshing: { done: number; total: number } | undefined }) => (
  <div class="refresh-line">
    {refreshing && (
      <Progress
        label={t('roster_refreshLabel')}
        value={refreshing.done}
        max={refreshing.total}
        text={t('roster_refreshing', refreshing.done, refreshing.total)}
      />
    )}
  </div>
);
