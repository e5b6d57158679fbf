import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatQuery, lintCypherQuery } from '@neo4j-cypher/language-support';
import { EDGE_KINDS, NODE_KINDS } from '../src/graph/index.ts';
import { type CypherFile, cypherFiles, exploreFiles, parametersOf } from './cypher/files.ts';
import { generatedModule } from './cypher/generate.ts';

/**
 * Checks every statement, those of the library and those for people, without a server: a title, Neo4j's
 * linter (syntax, variables, labels and types of the data model), Neo4j's formatting, and that the generated
 * module is up to date. `--write` formats in place.
 */

const LABELS = [
  'AnalysisResult',
  ...NODE_KINDS,
  'Batch',
  'CodeNode',
  'CodePrismStore',
  'Dead',
  'EntrySource',
  'Generation',
  'Module',
  'Repository',
  'SourceFile',
  'Unresolved',
];
const RELATIONSHIP_TYPES = ['AWAITS_PARENT', 'DECLARED_IN', 'ENTRY', 'OF', ...EDGE_KINDS];
/**
 * Element ids are texts of 40 characters: what an expansion reaches
 * takes three times as long to send by them.
 */
const WANTED_DEPRECATION = "The query used a deprecated function. ('id' ";
const ROOT = join(import.meta.dirname, '..');

function problemsOf(file: CypherFile): string[] {
  const problems: string[] = [];
  if (!file.text.startsWith('// ')) problems.push('first line must be a // title');
  if (isCommand(file)) return problems;
  const schema = {
    labels: LABELS,
    relationshipTypes: RELATIONSHIP_TYPES,
    parameters: Object.fromEntries(parametersOf(file.text).map((name) => [name, null])),
  };
  for (const { message, range } of lintCypherQuery(file.text, schema).diagnostics) {
    if (!String(message).startsWith(WANTED_DEPRECATION))
      problems.push(`line ${range.start.line + 1}: ${message}`);
  }
  if (formatted(file) !== file.text) problems.push('is not formatted: npm run format');
  return problems;
}

/** Whether a script holds commands of Browser alone, which are no Cypher. */
function isCommand({ text }: CypherFile): boolean {
  return text.split('\n').every((line) => /^(?:\/\/|:param |$)/.test(line));
}

function formatted(file: CypherFile): string {
  if (isCommand(file)) return file.text;
  return `${formatQuery(file.text).formattedQuery.trimEnd()}\n`;
}

if (process.argv.includes('--write')) {
  for (const file of [...cypherFiles(), ...exploreFiles()])
    writeFileSync(join(ROOT, file.path), formatted(file));
}
const files = cypherFiles();
const checked = [...files, ...exploreFiles()];
const problems = checked.flatMap((file) => problemsOf(file).map((problem) => `${file.path}: ${problem}`));
const generated = readFileSync(join(ROOT, 'src/backends/neo4j/cypher/statements.generated.ts'), 'utf8');
if (generated !== generatedModule(files))
  problems.push('statements.generated.ts is out of date: npm run generate');
for (const problem of problems) console.error(problem);
console.log(`${checked.length} statements checked, ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
