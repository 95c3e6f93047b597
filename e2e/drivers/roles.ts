/** One step of a query, as it travels into the page. */
export interface RoleStep {
  role: string;
  /** Whole name, or the source of a pattern. */
  name?: string;
  flags?: string;
}

/**
 * Finds elements by role and accessible name inside a page. Runs in the page, so it is self-contained.
 * Follows the parts of ARIA in HTML and of the name computation that the extension's pages use.
 * @param steps each narrows to the first match of the one before
 * @param wanted 'states' for all matches as plain values, 'node' for the first match itself
 */
export const findByRole = (steps: RoleStep[], wanted: 'states' | 'node') => {
  const inputRoles: Record<string, string> = {
    checkbox: 'checkbox',
    radio: 'radio',
    search: 'searchbox',
    button: 'button',
    submit: 'button',
    number: 'spinbutton',
    range: 'slider',
  };
  const tagRoles: Record<string, string> = {
    A: 'link',
    ARTICLE: 'article',
    BUTTON: 'button',
    DIALOG: 'dialog',
    FIELDSET: 'group',
    DETAILS: 'group',
    H1: 'heading',
    H2: 'heading',
    H3: 'heading',
    H4: 'heading',
    LI: 'listitem',
    MAIN: 'main',
    NAV: 'navigation',
    OL: 'list',
    OPTION: 'option',
    OUTPUT: 'status',
    PROGRESS: 'progressbar',
    SECTION: 'region',
    SELECT: 'combobox',
    TABLE: 'table',
    TD: 'cell',
    TEXTAREA: 'textbox',
    TH: 'columnheader',
    TR: 'row',
    UL: 'list',
  };
  const fromContent = new Set(
    'button link heading cell row listitem option columnheader checkbox radio tab'.split(' '),
  );
  const roleOf = (element: Element): string => {
    const given = element.getAttribute('role');
    if (given) return given;
    if (element instanceof HTMLInputElement) return inputRoles[element.type] ?? 'textbox';
    return tagRoles[element.tagName] ?? '';
  };
  const isVisible = (element: Element) =>
    !element.closest('[aria-hidden="true"], [inert]') &&
    (element.tagName === 'OPTION' || element.checkVisibility({ visibilityProperty: true }));
  const collapse = (text: string) => text.replace(/\s+/g, ' ').trim();
  const contentOf = (node: Node): string => {
    if (node instanceof Text) return node.data;
    if (!(node instanceof Element)) return '';
    if (node.getAttribute('aria-hidden') === 'true' || (node as HTMLElement).hidden) return '';
    const label = node.getAttribute('aria-label') ?? node.getAttribute('alt');
    if (label) return ` ${label} `;
    const inner = [...node.childNodes].map(contentOf).join('');
    const isInline = getComputedStyle(node).display.startsWith('inline');
    return isInline ? inner : ` ${inner} `;
  };
  const nameOf = (element: Element): string => {
    const ids = element.getAttribute('aria-labelledby');
    if (ids) {
      const parts = ids.split(/\s+/).map((id) => document.getElementById(id));
      return collapse(parts.map((part) => (part ? contentOf(part) : '')).join(' '));
    }
    const label = element.getAttribute('aria-label');
    if (label) return collapse(label);
    const labels = (element as HTMLInputElement).labels;
    if (labels?.length) return collapse([...labels].map(contentOf).join(' '));
    const legend = element.querySelector(':scope > legend, :scope > caption, :scope > summary');
    if (legend) return collapse(contentOf(legend));
    if (fromContent.has(roleOf(element))) return collapse([...element.childNodes].map(contentOf).join(''));
    return collapse(element.getAttribute('title') ?? element.getAttribute('placeholder') ?? '');
  };
  const matches = (element: Element, step: RoleStep) => {
    if (roleOf(element) !== step.role || !isVisible(element)) return false;
    if (step.name === undefined) return true;
    const name = nameOf(element);
    return step.flags === undefined ? name === step.name : new RegExp(step.name, step.flags).test(name);
  };
  let found: Element[] = [document.documentElement];
  for (const step of steps) {
    const scope = found[0];
    if (!scope) break;
    found = [...scope.querySelectorAll('*')].filter((element) => matches(element, step));
  }
  if (wanted === 'node') return found[0] ?? null;
  return JSON.stringify(
    found.map((element) => ({
      text: collapse((element as HTMLElement).innerText ?? ''),
      value: String((element as HTMLInputElement).value ?? element.getAttribute('aria-valuenow') ?? ''),
      isEnabled:
        !(element as HTMLInputElement).matches(':disabled') &&
        element.getAttribute('aria-disabled') !== 'true',
      isChecked:
        (element as HTMLInputElement).checked === true || element.getAttribute('aria-checked') === 'true',
    })),
  );
};

/** @returns a query step for a role and a name as tests write them */
export const toStep = (role: string, name?: string | RegExp): RoleStep => {
  if (name === undefined) return { role };
  return typeof name === 'string' ? { role, name } : { role, name: name.source, flags: name.flags };
};
