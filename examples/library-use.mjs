import { openStore, readGraphFile } from 'codeprism-neo4j';

const example = new URL(import.meta.resolve('codeprism-neo4j/examples/graphs/ajv-8.20.0.json.gz'));
const store = await openStore('memory:'); // or 'sqlite:graph.db', 'file:graphs', 'neo4j://user:password@host/database'
const report = await store.graph.storeGraph(await readGraphFile(example)); // or the path of a graph of your own
console.log(`${report.nodes.created} nodes, ${report.edges.created} edges`);

const callers = await store.queries.callers('ajv', 'checkStrictMode');
for (const { name, file, span } of callers.items) console.log(`${name} at ${file}:${span.startLine}`);

const dead = await store.queries.deadCode('ajv', { entryPoints: 'library', limit: 5 });
console.log(
  `${dead.total} dead, the first ${dead.items.length}:`,
  dead.items.map((item) => item.name),
);
await store.close();
