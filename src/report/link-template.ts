import { quote, StorageError } from '../errors/index.ts';
import { allowsLink, LINK_SCHEMES, linkTo } from './data/links.ts';

const EXAMPLE = 'vscode://file/home/me/project/{file}:{line}';

/**
 * Checks an address with `{file}` and `{line}`, and fills in `{commit}`.
 * @param commit the analysed commit, if it is known
 * @throws `CONFIG_INVALID` for another placeholder, a scheme that could run
 * something, or a host that a file would choose
 */
export function checkLinkTemplate(template: string, commit: string | undefined): string {
  const unknown = [...template.matchAll(/\{([^}]*)\}/g)].find(
    ([, name = '']) => !['file', 'line', 'commit'].includes(name),
  );
  if (unknown !== undefined) throw invalid(`has ${quote(unknown[0])}. It takes {file}, {line} and {commit}.`);
  if (!template.includes('{file}')) throw invalid(`lacks {file}. Give one such as ${EXAMPLE}`);
  if (!allowsLink(template)) throw invalid(`must begin with one of ${LINK_SCHEMES.join(', ')}`);
  if (template.includes('{commit}') && commit === undefined)
    throw invalid('has {commit}, but the analysed commit is not known.');
  const filled = template.replaceAll('{commit}', encodeURIComponent(commit ?? ''));
  const [one, other] = ['a', 'b'].map((file) => new URL(linkTo(filled, file, 1) ?? 'none:'));
  if (one?.host !== other?.host || one?.protocol === 'none:')
    throw invalid('leaves the host to {file}. Name it.');
  return filled;
}

function invalid(problem: string): StorageError {
  return new StorageError('CONFIG_INVALID', `The link template ${problem}`);
}
