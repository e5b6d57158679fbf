import { CONTROLS, controlPicture } from '../../formats/control-characters.ts';
import type { DeadCodeItem } from '../../storage/index.ts';
import { CERTAIN_CONFIDENCE } from '../../storage/queries/confidence-levels.ts';
import type { Finding } from './sort.ts';

const RULES: Readonly<Record<DeadCodeItem['verdict'], { readonly text: string; readonly level: string }>> = {
  dead: { text: 'No entry point reaches it.', level: 'warning' },
  'test-only': { text: 'Only entry points in test files reach it.', level: 'note' },
  unknown: { text: 'Nothing can be said about its language.', level: 'none' },
};
const VERDICTS = ['dead', 'test-only', 'unknown'] as const;

/**
 * Findings as a SARIF 2.1.0 log (OASIS): a result each, with suppressions for what is ignored and, where
 * there is a baseline, the state of each against it.
 */
export function sarifLog(findings: readonly Finding[], version: string, hasBaseline: boolean): object {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'codeprism-neo4j', version, rules: VERDICTS.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => resultOf(finding, hasBaseline)),
      },
    ],
  };
}

function ruleOf(verdict: DeadCodeItem['verdict']): object {
  const { text, level } = RULES[verdict];
  return {
    id: ruleId(verdict),
    shortDescription: { text },
    defaultConfiguration: { level },
  };
}

function resultOf({ item, ignored, isKnown }: Finding, hasBaseline: boolean): object {
  const { verdict, reasons, doubts, confidence, root, verification } = item;
  return {
    ruleId: ruleId(verdict),
    ruleIndex: VERDICTS.indexOf(verdict),
    level: levelOf(item),
    rank: Math.round(confidence * 100),
    message: { text: messageOf(item) },
    locations: [locationOf(item)],
    partialFingerprints: { 'nodeId/v1': item.id },
    ...(hasBaseline ? { baselineState: isKnown ? 'unchanged' : 'new' } : {}),
    ...(ignored === undefined ? {} : { suppressions: [{ kind: 'external', justification: ignored.reason }] }),
    properties: {
      reasons,
      doubts,
      confidence,
      ...(root === undefined ? {} : { root: root.id }),
      ...(verification === undefined ? {} : { verification }),
    },
  };
}

/** What is in doubt is to be looked at, not to be deleted. */
function levelOf({ verdict, confidence }: DeadCodeItem): string {
  return verdict === 'dead' && confidence < CERTAIN_CONFIDENCE ? 'note' : RULES[verdict].level;
}

function messageOf({ kind, name, verdict, reasons, doubts }: DeadCodeItem): string {
  const doubted = doubts.length > 0 ? `; doubts: ${doubts.join(', ')}` : '';
  return `${plain(kind)} ${plain(name)} is ${verdict} (${reasons.join(', ')}${doubted})`;
}

/** Messages of SARIF have links in brackets, as Markdown has; a backslash before one makes it a bracket. */
function plain(text: string): string {
  return text.replace(/[\\[\]]/g, '\\$&').replace(CONTROLS, controlPicture);
}

/** Lines and columns of SARIF count from 1; a region whose lines are not known is left out. */
function locationOf({ id, name, kind, file, span }: DeadCodeItem): object {
  const region =
    span.startLine < 1
      ? {}
      : {
          region: {
            startLine: span.startLine,
            startColumn: span.startColumn + 1,
            ...(span.endLine < span.startLine
              ? {}
              : { endLine: span.endLine, endColumn: span.endColumn + 1 }),
          },
        };
  return {
    physicalLocation: { artifactLocation: { uri: uriOf(file), uriBaseId: '%SRCROOT%' }, ...region },
    logicalLocations: [{ name, fullyQualifiedName: id, kind: kind.toLowerCase() }],
  };
}

function uriOf(file: string): string {
  return file.split(/[/\\]/).map(encodeURIComponent).join('/');
}

function ruleId(verdict: DeadCodeItem['verdict']): string {
  return verdict === 'unknown' ? 'dead-code-unknown' : verdict === 'dead' ? 'dead-code' : 'test-only-code';
}
