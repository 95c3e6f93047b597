import { useState } from 'preact/hooks';
import { productIds, type SiteId } from '../../lib/domain/product';
import { productNameKeys, products } from '../../lib/providers/catalog';
import { t } from '../text';
import { Button } from '../ui/button';

const Policy = ({ text }: { text: string }) => {
  const [result, setResult] = useState<'copied' | 'refused'>();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setResult('copied');
    } catch {
      setResult('refused');
    }
  };
  return (
    <div class="policy">
      <textarea
        class="input"
        readOnly
        rows={12}
        spellcheck={false}
        aria-label={t('keys_policyText')}
        value={text}
      />
      <Button isSlim onClick={() => void copy()}>
        {t('keys_copy')}
      </Button>
      <span class="small muted" role="status">
        {result && t(result === 'copied' ? 'keys_copied' : 'keys_copyRefused')}
      </span>
    </div>
  );
};

/** Where keys are made and the least they must be allowed. */
export const PolicyHelp = ({ site }: { site: SiteId }) => (
  <section class="card soft" aria-label={t('keys_policyHeading')}>
    <h2>{t('keys_policyHeading')}</h2>
    <p class="muted">{t('keys_policyIntro')}</p>
    {productIds
      .filter((id) => products[id].sites.includes(site))
      .map((id) => (
        <div class="stack tight" key={id}>
          <p class="spread">
            <span class="strong">{t(productNameKeys[id])}</span>
            <a href={products[id].keyPage[site]} target="_blank" rel="noreferrer">
              {t('keys_whereMade')}
            </a>
          </p>
          <Policy key={`${site}/${id}`} text={products[id].policy} />
        </div>
      ))}
  </section>
);
