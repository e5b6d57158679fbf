import { DOUBTS, REASONS } from '../../report/data/dead-words.ts';
import type { DeadExplanation, Evidence } from '../../storage/index.ts';
import { formatLocation } from '../output/numbers.ts';
import type { Output } from '../output/output.ts';
import { shellWord } from '../output/shell-word.ts';
import { cutMiddle, printable } from '../output/width.ts';
import { wrapped, wrappedLines } from '../output/wrap.ts';
import { SETTLES } from './words.ts';

/** How a command is written down for the repository in question: `dead-code` becomes the whole line. */
export type CommandLine = (command: string, options: string) => string;

/**
 * Why a node is dead as text: the verdict in words, who refers to it
 * as a tree, and what would settle the doubts.
 */
export function explanationText(
  explanation: DeadExplanation,
  output: Output,
  commandLine: CommandLine,
): string {
  const { why, referrers, isCut } = explanation;
  const { node, verdict, judged } = why;
  const { width } = output;
  const id = shellWord(node.id);
  const lines = [
    output.strong(cutMiddle(printable(`${node.name} is ${verdict}`), width)),
    placeOf(explanation),
  ];
  const say = (text: string): void => void lines.push(wrappedLines(printable(text), width));
  if (judged === undefined) {
    say(`${why.path.length} steps lead to it: ${commandLine('why-alive', id)}`);
    return lines.join('\n');
  }
  for (const reason of judged.reasons) say(`why: ${REASONS[reason]} (${reason})`);
  for (const doubt of judged.doubts) say(`but: ${DOUBTS[doubt]} (${doubt})`);
  if (verdict !== 'unknown') say(`sure: ${judged.confidence.toFixed(2)}`);
  if (judged.root !== undefined && judged.root.id !== node.id)
    say(`it hangs under ${judged.root.id}, as one of ${judged.root.size} dead nodes`);
  if (referrers.length > 0) {
    lines.push('', output.strong('Who refers to it'));
    for (const line of treeLines(referrers, node.id, width)) lines.push(line);
    if (isCut) say('There is more than is shown here.');
  }
  lines.push('', output.strong('What would settle it'));
  for (const doubt of judged.doubts) say(`${doubt}: ${SETTLES[doubt].replace('{node}', id)}`);
  if (verdict === 'dead') {
    say(`what else goes: ${commandLine('if-deleted', id)}`);
    say(`the compiler, for TypeScript: ${commandLine('dead-code', '--verify')}`);
  }
  return lines.join('\n');
}

function placeOf({ why: { node } }: DeadExplanation): string {
  return printable(`${node.kind}  ${formatLocation(node)}`);
}

/** @param into the node that they refer to, whose edges need not say so */
function* treeLines(
  evidence: readonly Evidence[],
  into: string,
  width: number,
  indent = '',
): Generator<string> {
  for (const [index, item] of evidence.entries()) {
    const isLast = index === evidence.length - 1;
    const below = `${indent}${isLast ? '  ' : '│ '}`;
    const head = `${item.node.name}  ${item.node.kind}  ${formatLocation(item.node)}`;
    yield cutMiddle(printable(`${indent}${isLast ? '└ ' : '├ '}${head}`), width);
    const bar = item.referrers.length > 0 ? '│ ' : '  ';
    for (const line of wrapped(printable(`${howOf(item, into)}: ${stateOf(item)}`), width - below.length - 2))
      yield `${below}${bar}${line}`;
    yield* treeLines(item.referrers, item.node.id, width, below);
  }
}

function howOf({ edges }: Evidence, into: string): string {
  const [first, ...others] = edges;
  if (first === undefined) return '';
  const { line } = first.attributes;
  const target = first.target === into ? '' : ` of ${first.target.split(/[#.]/).at(-1)}`;
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  return `${first.kind}${target}${line === undefined ? '' : ` in line ${line}`}${more}`;
}

function stateOf({ verdict, judged, isRepeated }: Evidence): string {
  const doubts = judged?.doubts ?? [];
  const sure = doubts.length > 0 ? `, sure ${judged?.confidence.toFixed(2)} (${doubts.join(', ')})` : '';
  const reasons = judged === undefined ? '' : `, ${judged.reasons.join(', ')}`;
  return `${verdict}${reasons}${sure}${isRepeated ? '; shown already' : ''}`;
}
