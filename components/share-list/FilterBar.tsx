import type { KnownRoster } from '../../lib/domain/image';
import type { Profile } from '../../lib/domain/profile';
import { productNameKeys } from '../../lib/providers/catalog';
import { t } from '../text';
import type { Option } from '../ui/fields';
import { townName } from './names';
import { choicesOf, type RosterFilter } from './roster-filter';

const Choice = ({
  label,
  all,
  value,
  options,
  onChange,
}: {
  label: string;
  /** Text of the choice that leaves everything in. */
  all: string;
  value: string;
  options: readonly Option[];
  onChange: (value: string) => void;
}) => (
  <select
    class="input"
    aria-label={label}
    value={value}
    onChange={(event) => onChange(event.currentTarget.value)}
  >
    {[{ value: '', text: all }, ...options].map((option) => (
      <option key={option.value} value={option.value} selected={option.value === value}>
        {option.text}
      </option>
    ))}
  </select>
);

/** Narrows by product, region and keys, side by side; each stands only where there is more than one to choose. */
export const FilterBar = ({
  rosters,
  profiles,
  filter,
  onChange,
}: {
  rosters: readonly KnownRoster[];
  profiles: readonly Profile[];
  filter: RosterFilter;
  onChange: (filter: RosterFilter) => void;
}) => {
  const { products, regions, profileIds } = choicesOf(rosters, filter);
  const hasRegions = regions.length > 1 || filter.region !== '';
  if (products.length < 2 && profileIds.length < 2 && !hasRegions) return null;
  return (
    <div class="filters">
      {products.length > 1 && (
        <Choice
          label={t('ws_product')}
          all={t('roster_allProducts')}
          value={filter.product}
          options={products.map((product) => ({ value: product, text: t(productNameKeys[product]) }))}
          onChange={(value) =>
            onChange({ ...filter, region: '', product: products.find((id) => id === value) ?? '' })
          }
        />
      )}
      {hasRegions && (
        <Choice
          label={t('ws_region')}
          all={t('roster_allRegions')}
          value={filter.region}
          options={regions.map(({ product, region }) => ({ value: region, text: townName(product, region) }))}
          onChange={(region) => onChange({ ...filter, region })}
        />
      )}
      {profileIds.length > 1 && (
        <Choice
          label={t('ws_profile')}
          all={t('roster_allKeys')}
          value={filter.profileId}
          options={profiles
            .filter(({ id }) => profileIds.includes(id))
            .map(({ id, label, keyIdHint }) => ({ value: id, text: label || keyIdHint }))}
          onChange={(profileId) => onChange({ ...filter, profileId })}
        />
      )}
    </div>
  );
};
