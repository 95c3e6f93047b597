/**
 * Who may import whom: an area, and the areas or files it may use beside itself. Tests may use `lib/testing` and
 * `practice` as well. A change here needs a decision record in docs/adr, and shows in the picture of docs/architecture.md.
 */
export const mayImport: Record<string, readonly string[]> = {
  'lib/domain': [],
  'lib/engine': ['lib/domain'],
  'lib/signing': [],
  'lib/messaging': ['lib/domain'],
  // The launcher asks for its place and its panel; it knows the doors of a content script and no others.
  'lib/console': ['lib/domain', 'lib/messaging/client', 'lib/platform/content'],
  'lib/providers': ['lib/domain', 'lib/signing', 'lib/console'],
  'lib/storage': ['lib/domain', 'lib/engine'],
  // The doors fill types that others ask for.
  'lib/platform': ['lib/domain', 'lib/messaging', 'lib/engine', 'lib/background/doors'],
  'lib/background': [
    'lib/domain',
    'lib/engine',
    'lib/storage',
    'lib/messaging',
    'lib/signing',
    'lib/providers',
    'lib/platform',
  ],
  'lib/testing': ['lib', 'practice'],
  components: ['lib/domain', 'lib/messaging', 'lib/providers/catalog'],
  entrypoints: ['lib', 'components'],
  practice: [],
};
