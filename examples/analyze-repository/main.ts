// Keeps the graph of a folder's TypeScript up to date: npx tsx examples/analyze-repository/main.ts [FOLDER] [STORE]
// In your own project the imports are from 'codeprism-neo4j' and 'codeprism-neo4j/repository'.
import { openStore } from '../../src/index.ts';
import { analyzeRepository } from '../../src/repository/index.ts';
import { typescriptAnalyzer } from './typescript-analyzer.ts';

const [folder = 'src', url] = process.argv.slice(2);
const store = await openStore(url);
const { repoId, outcome, files, report } = await analyzeRepository(store, folder, typescriptAnalyzer);
const { added, changed, removed, unchanged } = files;
console.log(
  `${repoId}: ${added.length} files new, ${changed.length} changed, ${removed.length} gone, ${unchanged} as before`,
);
console.log(outcome === 'stored' ? 'What is stored is still valid.' : `Analysed: ${outcome}`, report ?? '');

const { items } = await store.queries.hotspots(repoId, { limit: 5 });
console.log('Most referred to:', items.map(({ name }) => name).join(', '));
await store.close();
