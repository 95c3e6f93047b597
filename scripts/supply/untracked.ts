import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

const git = (root: string, ...parts: string[]): string =>
  execFileSync('git', ['-C', root, ...parts], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

/**
 * Files that lie in the working tree and that nobody committed: notes, keys, drafts. They have no place in a package.
 * @returns paths from the root; none where the root is no repository of its own, as in an unpacked source package
 */
export const untrackedFiles = (root: string): string[] => {
  try {
    if (resolve(git(root, 'rev-parse', '--show-toplevel').trim()) !== resolve(root)) return [];
    return git(root, 'ls-files', '--others', '--exclude-standard', '-z').split('\0').filter(Boolean);
  } catch {
    return [];
  }
};
