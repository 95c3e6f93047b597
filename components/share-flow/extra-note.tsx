import type { JobView } from '../../lib/domain/job';
import { count, t } from '../text';
import { Note } from '../ui/note';

const shownAccounts = 5;

/** Who came to a roster after the plan: a job to match exactly leaves them alone and says so. */
export const ExtraNote = ({ extra = [], images }: Pick<JobView, 'extra' | 'images'>) => (
  <>
    {extra.map(({ imageId, accounts, count: total }) => (
      <Note key={imageId} kind="warn" role="status">
        <span class="strong">
          {count('share_extra', total, images.find((image) => image.imageId === imageId)?.name || imageId)}
        </span>
        <span class="id">
          {accounts.slice(0, shownAccounts).join(', ')}
          {total > shownAccounts && ` ${count('confirm_more', total - shownAccounts)}`}
        </span>
        <span>{t('share_extraNext')}</span>
      </Note>
    ))}
  </>
);
