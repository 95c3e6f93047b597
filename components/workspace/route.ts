/** Where the workspace is. */
export type Route = { page: (typeof pages)[number] } | { page: 'confirm'; planId: string };

export const pages = ['images', 'accounts', 'jobs', 'book', 'keys', 'settings', 'welcome'] as const;

/**
 * Reads the address's fragment.
 * @param hash with or without its number sign; an unknown one leads to the images
 */
export const readRoute = (hash: string): Route => {
  const [page = '', planId = ''] = hash.replace(/^#/, '').split('/');
  if (page === 'confirm' && /^[0-9a-zA-Z-]{1,64}$/.test(planId)) return { page, planId };
  return { page: pages.find((known) => known === page) ?? 'images' };
};
