import { count, t } from '../text';
import { Button } from '../ui/button';
import type { LastResult } from './change-state';
import { timeAgo } from './dates';

const resultText = (last: LastResult): string => {
  const { action, confirmed, unchanged, refused } = last;
  const [only] = confirmed;
  if (confirmed.length === 1 && only !== undefined && refused === 0) {
    return t(action === 'revoke' ? 'roster_doneRevoke' : 'roster_doneShare', only);
  }
  if (confirmed.length > 0) {
    const done = count(
      action === 'revoke' ? 'roster_doneRevokeMany' : 'roster_doneShareMany',
      confirmed.length,
    );
    return refused === 0 ? done : t('roster_doneAndRefused', done, count('roster_refusedMany', refused));
  }
  if (refused > 0) return count('roster_refusedMany', refused);
  return unchanged.length === 1
    ? t(action === 'revoke' ? 'roster_alreadyGone' : 'roster_alreadyThere', unchanged[0] ?? '')
    : t('roster_nothingChanged');
};

/** The popup's foot: last result with its undo, changes and jobs under way, and how old the shown roster is. */
export const StatusBar = ({
  last,
  changing,
  jobs,
  watching,
  readAt,
  refreshing,
  now,
  onUndo,
}: {
  last: LastResult | undefined;
  /** Changes of this popup under way. */
  changing: number;
  jobs: number;
  /** What jobs say that watch for late copies. */
  watching: readonly string[];
  /** Milliseconds since the epoch; undefined when nothing was read yet. */
  readAt: number | undefined;
  refreshing: { done: number; total: number } | undefined;
  now: number;
  onUndo: () => void;
}) => (
  <footer class="foot-bar">
    <div role="status" aria-label={t('roster_status')} aria-atomic="false">
      {last && (
        <div class="toast">
          <span>{resultText(last)}</span>
          {last.jobId !== undefined && (
            <Button kind="quiet" isSlim onClick={onUndo}>
              {t('roster_undo')}
            </Button>
          )}
        </div>
      )}
      <p class="facts muted small">
        {changing > 0 && <span>{count('roster_changing', changing)}</span>}
        {watching.map((text) => (
          <span key={text}>{text}</span>
        ))}
        {jobs > 0 && <span>{count('roster_jobsRunning', jobs)}</span>}
        {refreshing ? (
          <span>{t('roster_refreshing', refreshing.done, refreshing.total)}</span>
        ) : (
          readAt !== undefined && <span>{t('roster_readAt', timeAgo(readAt, now))}</span>
        )}
      </p>
    </div>
    <a class="small" href="workspace.html" target="_blank" rel="noreferrer">
      {t('roster_openWorkspace')}
    </a>
  </footer>
);
