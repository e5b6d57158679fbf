import type { Command } from 'commander';
import { DOUBTS, REASONS } from '../../report/data/dead-words.ts';
import type { LifeStep, WhyAlive } from '../../storage/index.ts';
import { chosenNode } from '../chosen-node.ts';
import { noteIdleRules } from '../findings/gate.ts';
import { checkKinds } from '../kinds.ts';
import { addLivenessOptions, type LivenessFlags, livenessOptions } from '../liveness-flags.ts';
import { addNodeOptions, kindOf, NODE_FORMS, type NodeFlags, nameOf, oneNode, placeOf } from '../nodes.ts';
import { fileLine } from '../output/file-line.ts';
import type { Output } from '../output/output.ts';
import { caveatText } from '../output/output.ts';
import { printable } from '../output/width.ts';
import type { Cli } from '../session.ts';

const RULES: Readonly<Record<LifeStep['rule'], string>> = {
  entry: 'entry point',
  reference: 'referred to',
  container: 'contains it',
  constructor: 'constructs it',
  member: 'comes with it',
  override: 'overrides, its class lives',
};

/** Adds the command `why-alive`. */
export function addWhyAlive(program: Command, cli: Cli): void {
  const command = program
    .command('why-alive')
    .description('show by which way an entry point reaches a node, or why none does')
    .usage('[options] [REPO] NODE')
    .argument('<REPO or NODE>', 'the repository; may be left out where only one is stored')
    .argument('[NODE]', NODE_FORMS);
  addLivenessOptions(addNodeOptions(command))
    .addHelpText('after', '\nExample:\n  codeprism-neo4j why-alive ajv checkStrictMode')
    .action(async (first: string, second: string | undefined, flags: LivenessFlags & NodeFlags) =>
      cli.withStore(async (session) => {
        const { repoId, names } = await oneNode(session, first, second);
        const options = { ...session.asking, ...livenessOptions(flags) };
        await checkKinds(session, repoId, { edgeKinds: flags.edgeKind });
        const node = await chosenNode(session, repoId, names[0], flags);
        const answer = await session.store.queries.whyAlive(repoId, node, options);
        await cli.output.answer(answer, () => whyText(answer, cli.output));
        await noteIdleRules(session, repoId, livenessOptions(flags));
        for (const caveat of answer.caveats) cli.output.talk(caveatText(caveat));
      }),
    );
}

function whyText({ node, verdict, path, judged }: WhyAlive, output: Output): string {
  const head = output.strong(printable(`${node.name} is ${verdict}`));
  const why = (judged?.reasons ?? []).map((reason) => `why: ${REASONS[reason]} (${reason})`);
  const doubts = (judged?.doubts ?? []).map((doubt) => `but: ${DOUBTS[doubt]} (${doubt})`);
  const sure =
    judged === undefined || judged.doubts.length === 0 ? [] : [`sure: ${judged.confidence.toFixed(2)}`];
  const root = judged?.root;
  const under =
    root === undefined || root.id === node.id
      ? []
      : [printable(`hangs under: ${root.id} (${root.size} dead nodes)`)];
  const table =
    path.length === 0
      ? []
      : [
          output.table(path, [
            { title: 'BY', value: (step) => ruleText(step) },
            { title: 'NAME', value: (step) => nameOf(step.node) },
            { title: 'KIND', value: (step) => kindOf(step.node) },
            fileLine((step) => placeOf(step.node)),
          ]),
        ];
  return [head, ...why, ...doubts, ...sure, ...under, ...table].join('\n');
}

function ruleText({ rule, edge }: LifeStep): string {
  if (edge === undefined) return RULES[rule];
  return edge.attributes.line === undefined ? edge.kind : `${edge.kind} in line ${edge.attributes.line}`;
}
