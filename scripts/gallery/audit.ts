import axe from 'axe-core';

/** One rule that a page breaks, with the places where. */
export interface Violation {
  rule: string;
  help: string;
  /** Selector and reason, one for each element. */
  places: string[];
}

/** WCAG 2.2 level AA with all it builds on, and what the makers of axe hold good practice. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What a list has scrolled half out of sight is no small target. */
const scrollBack = `[...document.querySelectorAll('*')]
  .filter(({ scrollTop }) => scrollTop > 0)
  .forEach((each) => { each.scrollTop = 0; })`;

const runExpression = `axe.run(document, {
  runOnly: { type: 'tag', values: ${JSON.stringify(tags)} },
  resultTypes: ['violations'],
  iframes: false,
}).then(({ violations }) => violations.map(({ id, help, nodes }) => ({
  rule: id,
  help,
  places: nodes.map(({ target, failureSummary }) => target.join(' ') + ': ' + failureSummary.replace(/\\s+/g, ' ')),
})))`;

/**
 * Looks at a page as it stands, with axe-core.
 * @param evaluate runs an expression, no statements, in the page's own world, past its content security policy
 */
export const auditPage = async (
  evaluate: <Value>(expression: string) => Promise<Value>,
): Promise<Violation[]> => {
  if (!(await evaluate<boolean>('"axe" in globalThis'))) await evaluate(`(() => { ${axe.source}\n })()`);
  await evaluate(scrollBack);
  return evaluate<Violation[]>(runExpression);
};
