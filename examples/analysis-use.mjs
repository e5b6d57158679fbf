import { openStore } from 'codeprism-neo4j';
import { latestSimilarity, pairsAbove, storeSimilarity } from 'codeprism-neo4j/analysis';

const store = await openStore('memory:');
await store.analysis.storeAnalysis({
  id: 'lines of 2023-11-14',
  repoId: 'ajv',
  analysisType: 'lines',
  timestamp: { seconds: 1_700_000_000, nanoseconds: 0 },
  data: { total: 12_345, largest: ['lib/core.ts', 'lib/compile/index.ts'] },
  metadata: { tool: 'wc' },
});
const [latest] = await store.analysis.findAnalysis('ajv', { analysisType: 'lines', limit: 1 });
console.log(latest?.id, latest?.data);

await storeSimilarity(store.analysis, 'ajv', [{ first: 'a.ts#f', second: 'b.ts#g', score: 0.93 }]);
const similarity = await latestSimilarity(store.analysis, 'ajv');
console.log(pairsAbove(similarity?.data.pairs ?? [], 0.9));

const removed = await store.analysis.cleanupOldResults(new Date('2024-01-01'));
console.log(`${removed} removed`);
await store.close();
