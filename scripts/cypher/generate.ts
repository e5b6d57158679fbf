import { columnsOf, withoutColumnLines } from './columns.ts';
import { type CypherFile, parametersOf } from './files.ts';

/** The typed module that `src/backends/neo4j` imports, from the statements' files. */
export function generatedModule(files: readonly CypherFile[]): string {
  const header = [
    '// Generated from cypher/ by `npm run generate`; edit the statements there.',
    "import { type Statement, statement } from './statement.ts';",
  ];
  return `${[...header, ...files.map(declaration)].join('\n\n')}\n`;
}

function declaration(file: CypherFile): string {
  const [title = '', ...lines] = withoutColumnLines(file.text).trimEnd().split('\n');
  const parameters = parametersOf(file.text).map((name) => `'${name}'`);
  const columns = columnsOf(file).map(([name, columnType]) => `readonly ${name}: ${columnType}`);
  const row = columns.length === 0 ? 'never' : `{ ${columns.join('; ')} }`;
  const type = `Statement<${parameters.join(' | ') || 'never'}, ${row}>`;
  return [
    `/** ${title.replace(/^\/\/ /, '')} */`,
    `export const ${camelCase(file.name)}: ${type} = statement(`,
    `  '${file.name}',`,
    `  ${templateLiteral(lines.join('\n'))},`,
    ');',
  ].join('\n');
}

function camelCase(name: string): string {
  return name.slice(name.indexOf('/') + 1).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function templateLiteral(text: string): string {
  return `\`${text.replace(/[\\`]|\$\{/g, '\\$&')}\``;
}
