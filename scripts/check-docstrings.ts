import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { isExported } from './api/exported.ts';

/** Checks that whatever a file below `src` exports has a docstring where it is declared. */

const ROOT = join(import.meta.dirname, '..');

/** A place for each exported name of a file that has no docstring. */
function undocumentedIn(path: string): string[] {
  const source = ts.createSourceFile(
    path,
    readFileSync(join(ROOT, path), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const found = source.statements.filter(isExported).flatMap((statement) => undocumented(statement));
  return found.map(({ name, at }) => {
    const { line } = source.getLineAndCharacterOfPosition(at.getStart());
    return `${path}:${line + 1}: ${name} has no docstring`;
  });
}

interface Name {
  readonly name: string;
  readonly at: ts.Node;
}

/** Of several overloads the first speaks for all. */
function undocumented(statement: ts.Statement): Name[] {
  if (isDocumented(statement) || isLaterOverload(statement)) return [];
  const declared = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [statement];
  return declared
    .filter((declaration) => !isDocumented(declaration))
    .map((declaration) => ({
      name: ts.getNameOfDeclaration(declaration as ts.Declaration)?.getText() ?? 'default',
      at: declaration,
    }));
}

function isDocumented(node: ts.Node): boolean {
  return ts
    .getJSDocCommentsAndTags(node)
    .some((comment) => ts.isJSDoc(comment) && comment.getText().length > '/** */'.length);
}

function isLaterOverload(statement: ts.Statement): boolean {
  if (!ts.isFunctionDeclaration(statement)) return false;
  const name = statement.name?.text;
  const siblings = statement.parent as ts.SourceFile;
  const first = siblings.statements.find(
    (other) => ts.isFunctionDeclaration(other) && other.name?.text === name,
  );
  return first !== statement;
}

const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => `src/${path.replaceAll('\\', '/')}`)
  .sort();
const problems = files.flatMap(undocumentedIn);
for (const problem of problems) console.error(problem);
console.log(`the exports of ${files.length} files checked, ${problems.length} without a docstring`);
process.exitCode = problems.length === 0 ? 0 : 1;
