import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cypherFiles } from './cypher/files.ts';
import { generatedModule } from './cypher/generate.ts';

const target = join(import.meta.dirname, '../src/backends/neo4j/cypher/statements.generated.ts');
writeFileSync(target, generatedModule(cypherFiles()));
