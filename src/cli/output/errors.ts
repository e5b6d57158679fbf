import type { StorageError, StorageErrorCode } from '../../errors/index.ts';
import { controlFreeJson } from '../../formats/control-characters.ts';
import type { NodeSummary } from '../../storage/index.ts';
import { fileLine, idColumn } from './file-line.ts';
import { formatLocation } from './numbers.ts';
import type { Output } from './output.ts';
import { shellWord } from './shell-word.ts';
import type { Column } from './table.ts';
import { inTerminalWords } from './terminal-words.ts';
import { printable } from './width.ts';

const REMEDIES: Partial<Record<StorageErrorCode, string>> = {
  UNAUTHORIZED: 'On a terminal, --username NAME asks for the password.',
  UNEXPECTED: 'Run it again with --verbose to see the causes.',
};

/**
 * What an error says to a person: code and message, where, what to do,
 * and on request its causes. Never a stack.
 */
export function errorText(
  error: StorageError,
  output: Output,
  details: {
    readonly command?: string | undefined;
    readonly store: string | undefined;
    readonly verbose: boolean;
  },
): string {
  const { candidates, total } = candidatesOf(error);
  const [first] = candidates;
  const message =
    first === undefined
      ? inTerminalWords(error.message)
      : `${total} nodes are named ${JSON.stringify(first.name)}.`;
  const where = [
    details.command ?? error.operation,
    error.repoId === undefined ? undefined : `repository ${JSON.stringify(error.repoId)}`,
    details.store,
  ].filter((part) => part !== undefined);
  // Without an operation the store had no part in it, or the message names it.
  const place = error.operation === undefined ? [] : [safe(`  in ${where.join(', ')}`)];
  return [
    `${output.alarm(`error ${error.code}`)}: ${safe(message)}`,
    ...place,
    ...(error.code in REMEDIES ? [`  ${REMEDIES[error.code]}`] : []),
    ...(error.retryable ? ['  The same command may succeed when it is run again.'] : []),
    ...(first === undefined ? [] : ['', ...candidateLines(candidates, total, output)]),
    ...(details.verbose ? causes(error).map((cause) => safe(`  caused by ${cause}`)) : []),
  ].join('\n');
}

/** The same as one JSON document. */
export function errorJson(error: StorageError, verbose: boolean): string {
  const { code, message, retryable, operation, backend, repoId, context } = error;
  const document = {
    code,
    message: inTerminalWords(message),
    retryable,
    operation,
    backend,
    repoId,
    context,
  };
  const body = verbose ? { ...document, causes: causes(error) } : document;
  return redacted(controlFreeJson(JSON.stringify({ error: body }, plainValues)));
}

function candidatesOf(error: StorageError): { candidates: readonly NodeSummary[]; total: number } {
  const { candidates, total } = error.context;
  if (error.code !== 'AMBIGUOUS' || !Array.isArray(candidates)) return { candidates: [], total: 0 };
  return { candidates, total: typeof total === 'number' ? total : candidates.length };
}

function candidateLines(candidates: readonly NodeSummary[], total: number, output: Output): string[] {
  const columns: readonly Column<NodeSummary>[] = [
    { title: 'KIND', value: (node) => node.kind },
    fileLine(formatLocation),
    ...(areAlike(candidates) ? [{ title: 'ID', value: (node: NodeSummary) => node.id }] : [idColumn]),
  ];
  const rows = output.table(candidates, columns, 'stderr');
  const others = total - candidates.length;
  return [rows, ...(others > 0 ? [`… and ${others} more`] : []), '', safe(howToNarrow(candidates))];
}

/** Whether some candidates differ in nothing but their ids. */
function areAlike(candidates: readonly NodeSummary[]): boolean {
  return new Set(candidates.map((node) => `${node.kind} ${formatLocation(node)}`)).size < candidates.length;
}

/** The least that distinguishes the first candidate from the others: its place, or options to add. */
function howToNarrow(candidates: readonly NodeSummary[]): string {
  const first = candidates.find((node) => node.file !== '') ?? candidates[0];
  if (first === undefined) return '';
  const location = formatLocation(first);
  const alike = (same: (node: NodeSummary) => boolean): number => candidates.filter(same).length;
  const byFile = `--file ${shellWord(first.file)}`;
  const byKind = `--node-kind ${shellWord(first.kind)}`;
  let example = `the id in place of the name: ${shellWord(first.id)}`;
  if (alike((node) => node.file === first.file) === 1) example = byFile;
  else if (alike((node) => node.kind === first.kind) === 1) example = byKind;
  else if (alike((node) => node.file === first.file && node.kind === first.kind) === 1)
    example = `${byFile} ${byKind}`;
  return `Narrow it with --file and --node-kind, or give FILE:LINE or an id instead of the name. For the one at ${location}: ${example}`;
}

function causes(error: Error): string[] {
  const found: string[] = [];
  let cause: unknown = error.cause;
  for (let depth = 0; cause !== undefined && cause !== null && depth < 10; depth++) {
    found.push(cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause));
    cause = cause instanceof Error ? cause.cause : undefined;
  }
  return found;
}

/** For JSON: what it has no form for becomes text. */
function plainValues(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint' || typeof value === 'symbol' || typeof value === 'function')
    return String(value);
  return value === Number.POSITIVE_INFINITY ? 'Infinity' : value;
}

function safe(text: string): string {
  return redacted(text).split('\n').map(printable).join('\n');
}

/** Takes user and password out of any URL, also where an unescaped password has broken it. */
function redacted(text: string): string {
  return text
    .replace(/\b((?:neo4j|bolt)(?:\+s|\+ssc)?:\/\/)(?!\[user:password@\])[^\s"']*@/gi, '$1***@')
    .replace(/(:\/\/)(?!\[user:password@\])[^/\s"'@]+@/g, '$1***@');
}

/** The answer to a wrong command line. An option's value is not repeated: it could be a password. */
export function usageText(
  message: string,
  output: Output,
  { program, command }: { readonly program: string; readonly command: string | undefined },
): string {
  const text = safe(message.replace(/^error: /, '').replace(/'(--?[^'=\s]+)=[^']*'/g, "'$1=…'"));
  if (output.json) return controlFreeJson(JSON.stringify({ error: { code: 'USAGE', message: text } }));
  const help = `${program}${command === undefined ? '' : ` ${command}`} --help`;
  return `${output.alarm('error')}: ${text}\n  ${help} shows ${command === undefined ? 'the commands' : 'what it takes'}.`;
}
