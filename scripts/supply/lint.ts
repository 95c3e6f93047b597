import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One finding of `web-ext lint`. */
interface Finding {
  code: string;
  message: string;
  file?: string;
  /** From 1. */
  line?: number;
  /** From 1, too. */
  column?: number;
}

/** What `web-ext lint --output json` prints. */
export interface LintReport {
  errors: Finding[];
  warnings: Finding[];
}

/**
 * Warnings that come from libraries as they were published; a store forbids to change these. A warning is one of them
 * when the library's own text stands where it points.
 */
const known = [
  {
    library: 'preact',
    code: 'UNSAFE_VAR_ASSIGNMENT',
    message: 'Unsafe assignment to innerHTML',
    /** dangerouslySetInnerHTML (preact/src/diff/index.js), which no component uses. */
    text: /^\w+\.innerHTML=\w+\.__html/,
  },
] as const;

/** @returns the library a warning comes from; undefined when it is ours */
const libraryOf = (finding: Finding, read: (file: string) => string): string | undefined => {
  const line = read(finding.file ?? '').split('\n')[(finding.line ?? 1) - 1] ?? '';
  const text = line.slice((finding.column ?? 1) - 1);
  return known.find(
    (one) => one.code === finding.code && one.message === finding.message && one.text.test(text),
  )?.library;
};

/**
 * Sorts a report.
 * @param read gives a file of the build by its path
 * @returns the libraries whose warnings were passed over, and a line for everything else
 */
export const judgeLint = (report: LintReport, read: (file: string) => string) => {
  const warnings = report.warnings.map((finding) => ({ finding, library: libraryOf(finding, read) }));
  const refused = [
    ...report.errors,
    ...warnings.filter(({ library }) => !library).map(({ finding }) => finding),
  ];
  return {
    passedOver: warnings.flatMap(({ library }) => (library ? [library] : [])),
    refused: refused.map(({ code, file, line, message }) => `${code} ${file ?? ''}:${line ?? ''} ${message}`),
  };
};

/**
 * Runs `web-ext lint` on a built folder, without its question for a newer version of itself: nothing leaves the machine.
 * @throws when it gives no report
 */
export const lintBuild = (folder: string) => {
  const parts = ['lint', '--source-dir', folder, '--output', 'json', '--no-config-discovery'];
  const { stdout, stderr } = spawnSync('web-ext', parts, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, NO_UPDATE_NOTIFIER: '1' },
  });
  if (!stdout?.startsWith('{')) throw new Error(`web-ext gave no report: ${stdout} ${stderr}`);
  const report = JSON.parse(stdout) as LintReport; // the format of web-ext 10
  return judgeLint(report, (file) => readFileSync(join(folder, file), 'utf8'));
};
