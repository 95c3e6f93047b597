import { useState } from 'preact/hooks';
import type { Plan } from '../../lib/domain/job';
import { AccountName, useLabels } from '../book/labels';
import { count, t } from '../text';
import { Fold, Row } from '../ui/group';
import { Note } from '../ui/note';
import { OutcomeMark } from '../ui/outcome-mark';
import { VirtualList } from '../ui/virtual-list';

/** Names the accounts that a plan would share with although they are not on the trusted list. */
export const TrustWarning = ({ plan }: { plan: Plan }) => {
  const labels = useLabels();
  const [isOpen, setIsOpen] = useState(false);
  const { product } = plan.request;
  const outside = [...new Set(plan.images.flatMap(({ share }) => share))].filter((account) =>
    labels.isOutside(product, account),
  );
  if (outside.length === 0) return null;
  const name = t('share_outsideList');
  return (
    <section class="stack tight" aria-label={name}>
      <Note kind="warn" role="alert">
        <span class="strong">{count('share_outside', outside.length)}</span>
        <span>{t('share_outsideMeans')}</span>
      </Note>
      <div class="group">
        <Fold
          summary={name}
          aside={<span class="count">{outside.length}</span>}
          isOpen={isOpen}
          onToggle={setIsOpen}
        >
          <VirtualList items={outside} keyOf={(account) => account} label={name}>
            {(account) => (
              <Row
                mark={<OutcomeMark kind="problem" />}
                tail={<AccountName product={product} account={account} />}
              >
                <span class="id">{account}</span>
              </Row>
            )}
          </VirtualList>
        </Fold>
      </div>
    </section>
  );
};
