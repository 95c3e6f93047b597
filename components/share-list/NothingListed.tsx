import { t } from '../text';
import { EmptyState } from '../ui/states';

/** What stands where no image is listed. */
export const NothingListed = ({ query, isLocked }: { query: string; isLocked: boolean }) =>
  query === '' ? (
    <EmptyState
      icon="image"
      heading={t('roster_noImages')}
      text={isLocked ? undefined : t('roster_noImagesText')}
    />
  ) : (
    <EmptyState icon="search" heading={t('roster_noMatch', query)} text={t('roster_noMatchText')} />
  );
