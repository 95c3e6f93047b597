import type { ProductId } from '../../domain/product';

/** What a roster's page says, by the vendor's documents alone. */
interface Page {
  accounts: string[];
  total: number | undefined;
}

type Fields = { [name: string]: unknown };

const fieldsOf = (value: unknown): Fields | undefined =>
  // Any object but a list; its values are still unknown.
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;

/** Keeps a number's own digits; a name that stands twice in one object makes the text none. */
const parseWithSources = (text: string): unknown => {
  try {
    // The third argument is newer than the compiler's library (ECMAScript 2025, JSON.parse source text access).
    const keepDigits = (_: string, value: unknown, context?: { source?: string }) =>
      typeof value === 'number' ? (context?.source ?? value) : value;
    return JSON.parse(text, keepDigits as (name: string, value: unknown) => unknown);
  } catch {
    return undefined;
  }
};

const accountOf = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{1,32}$/.test(value) ? value : undefined;

const listOf = (value: unknown, read: (item: unknown) => string | undefined): string[] | undefined => {
  if (!Array.isArray(value)) return undefined;
  const found = value.map(read).filter((account) => account !== undefined);
  return found.length === value.length ? found : undefined;
};

const tencentPage = (body: unknown): Page | undefined => {
  const response = fieldsOf(fieldsOf(body)?.Response);
  if (!response || typeof response.RequestId !== 'string' || response.RequestId === '') return undefined;
  if (response.Error !== undefined && response.Error !== null) return undefined;
  const { SharePermissionSet: set, RequestId: _, Error: __, ...others } = response;
  // The set may be null, and absent where the answer holds nothing else.
  if (set === null || (set === undefined && Object.keys(others).length === 0))
    return { accounts: [], total: undefined };
  const accounts = listOf(set, (entry) => accountOf(fieldsOf(entry)?.AccountId));
  return accounts && { accounts, total: undefined };
};

const totalOf = (value: unknown): number | undefined =>
  typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : undefined;

const alibabaPage = (body: unknown, names: readonly string[]): Page | undefined => {
  const fields = fieldsOf(body);
  if (!fields || typeof fields.RequestId !== 'string' || fields.RequestId === '') return undefined;
  const code = fields.Code ?? fields.code;
  if (code !== undefined && code !== null && !['0', '200'].includes(String(code))) return undefined;
  const total = totalOf(fields.TotalCount);
  const wrapper = fieldsOf(fields.Accounts);
  const list = wrapper ? wrapper.Account : fields.Accounts;
  // The list may be absent where its total says so, and where the answer holds nothing else.
  if ((list ?? undefined) === undefined)
    return total === 0 || Object.keys(fields).length === 1 ? { accounts: [], total } : undefined;
  const accounts = listOf(list, (entry) => {
    const named = fieldsOf(entry);
    return named ? names.map((name) => accountOf(named[name])).find(Boolean) : accountOf(entry);
  });
  // A page that counts fewer than it lists is none.
  return accounts && (total === undefined || total >= accounts.length) ? { accounts, total } : undefined;
};

const readers: Record<ProductId, (body: unknown) => Page | undefined> = {
  'tencent-cvm': tencentPage,
  'alibaba-ecs': (body) => alibabaPage(body, ['AliyunId']),
  'alibaba-ens': (body) => alibabaPage(body, ['AliyunUid', 'AliyunId']),
};

const says = (product: ProductId, status: number, text: string): string | undefined => {
  const page = status === 200 ? readers[product](parseWithSources(text)) : undefined;
  return page && `${page.total}/${[...new Set(page.accounts)].sort().join()}`;
};

/**
 * @returns whether a damaged roster is still well-formed and now says something else: nobody can tell it from the
 *   truth, so it is no test of a reader. A text that names a field twice is never well-formed
 */
export const isLie = (product: ProductId, good: string, status: number, damaged: string): boolean => {
  if (damaged.includes('"twin"')) return false;
  const told = says(product, status, damaged);
  return told !== undefined && told !== says(product, 200, good);
};
