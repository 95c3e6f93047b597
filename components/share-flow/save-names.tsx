import { useMemo, useState } from 'preact/hooks';
import { bookLimits, cloudOf } from '../../lib/domain/book';
import type { Failure } from '../../lib/domain/failure';
import type { Paste } from '../../lib/domain/paste/token';
import type { ProductId } from '../../lib/domain/product';
import { useLabels } from '../book/labels';
import { useClient } from '../client-context';
import { count } from '../text';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';

/** Offers to keep the names that stand beside pasted accounts; a name that the address book has stays as it is. */
export const SaveNames = ({ paste, product }: { paste: Paste; product: ProductId }) => {
  const client = useClient();
  const labels = useLabels();
  const [isBusy, setIsBusy] = useState(false);
  const [saved, setSaved] = useState(0);
  const [failure, setFailure] = useState<Failure>();
  const names = useMemo(() => {
    // Ends at what the book takes: looking up a hundred thousand names would halt the page.
    const found: { account: string; label: string }[] = [];
    for (const { account, label, verdict } of paste.tokens) {
      if (found.length === bookLimits.entries) break;
      if (account === undefined || !label || verdict === 'duplicate') continue;
      if (labels.labelOf(product, account) !== '') continue;
      found.push({ account, label: label.slice(0, bookLimits.label) });
    }
    return found;
  }, [paste, labels, product]);
  const save = async () => {
    setIsBusy(true);
    const answer = await client('book.name', { cloud: cloudOf(product), names });
    setIsBusy(false);
    setFailure(answer.ok ? undefined : answer.failure);
    if (!answer.ok) return;
    setSaved(answer.value.named);
    labels.reload();
  };
  return (
    <>
      {failure && <FailureNote failure={failure} />}
      <div class="line" role="status">
        {names.length === 0 && saved > 0 && (
          <span class="muted small">{count('share_namesSaved', saved)}</span>
        )}
      </div>
      {names.length > 0 && (
        <div class="line">
          <Button isSlim isBusy={isBusy} onClick={() => void save()}>
            {count('share_saveNames', names.length)}
          </Button>
        </div>
      )}
    </>
  );
};
