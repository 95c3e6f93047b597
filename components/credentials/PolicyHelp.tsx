import { useState } from 'preact/hooks';
import { productIds, type SiteId } from '../../lib/domain/product';
import { products } from '../../lib/providers/catalog';
import { policyName } from '../product-text';
import { count, t } from '../text';
import { Button } from '../ui/button';

const Policy = ({ name, text }: { name: string; text: string }) => {
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
      <textarea class="input" readOnly rows={12} spellcheck={false} aria-label={name} value={text} />
      <Button isSlim onClick={() => void copy()}>
        {t('keys_copy')}
      </Button>
      <span class="small muted" role="status">
        {result && t(result === 'copied' ? 'keys_copied' : 'keys_copyRefused')}
      </span>
    </div>
  );
};

const productsOf = (site: SiteId) => productIds.filter((id) => products[id].sites.includes(site));

/** The policy of each product of a site, to copy, and where its keys are made. */
export const Policies = ({ site }: { site: SiteId }) => (
  <>
    {productsOf(site).map((id) => (
      <div class="stack tight" key={id}>
        <p class="spread">
          <span class="strong">{policyName(id)}</span>
          {products[id].keyPage[site] !== undefined && (
            <a href={products[id].keyPage[site]} target="_blank" rel="noreferrer">
              {t('keys_whereMade')}
            </a>
          )}
        </p>
        <Policy key={`${site}/${id}`} name={policyName(id)} text={products[id].policy} />
      </div>
    ))}
  </>
);

/** Where keys are made and the least they must be allowed, for each product of a site. */
export const PolicyHelp = ({ site }: { site: SiteId }) => (
  <section class="card soft" aria-label={t('keys_policyHeading')}>
    <h2>{t('keys_policyHeading')}</h2>
    <p class="muted">{count('keys_policyIntro', productsOf(site).length)}</p>
    <Policies site={site} />
  </section>
);
