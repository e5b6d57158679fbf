import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ts from 'typescript';

const RESOLUTIONS = [
  ['node16', ts.ModuleKind.Node16, ts.ModuleResolutionKind.Node16],
  ['bundler', ts.ModuleKind.ESNext, ts.ModuleResolutionKind.Bundler],
] as const;

const USE_OF_TYPES = `
import type { Edge, Graph, Node } from 'codeprism-neo4j';
import { analyzeRepository } from 'codeprism-neo4j';
export const namesOf = ({ nodes }: Graph): string[] => nodes.map(({ name }: Node) => name);
export const kindOf = ({ kind }: Edge): string => kind;
export const analyze: typeof analyzeRepository = analyzeRepository;
`;

/**
 * What TypeScript says of a snippet, and of the types by their short
 * names, in a project that has the package.
 */
export async function typeProblems(project: string, snippet: string): Promise<string[]> {
  const file = join(project, 'use.mts');
  await writeFile(file, `${snippet}\n${USE_OF_TYPES}`);
  return RESOLUTIONS.flatMap(([name, module, moduleResolution]) => {
    const program = ts.createProgram([file], {
      module,
      moduleResolution,
      target: ts.ScriptTarget.ES2022,
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: true,
      noEmit: true,
      types: [],
    });
    const source = program.getSourceFile(file);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found.map(
      ({ messageText }) => `types under ${name}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    );
  });
}
