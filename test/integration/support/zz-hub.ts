import neo4j from 'neo4j-driver';
import { openNeo4jStore } from '../../../src/backends/neo4j/index.ts';
import { node, edge, graphOf } from '../../../src/conformance/fixtures.ts';
const login = { uri: 'bolt://127.0.0.1:7791', username: 'neo4j', password: 'secret-own-1' };
const driver = neo4j.driver(login.uri, neo4j.auth.basic('neo4j', login.password));
function show(plan: any, depth = 0): string[] {
  return [`${'  '.repeat(depth)}${plan.operatorType}  ${plan.arguments.Details ?? ''}`.slice(0,130), ...plan.children.flatMap((c: any) => show(c, depth + 1))];
}
const variants = {
 now: `UNWIND range(0, size($source) - 1) AS i
MATCH (source:CodeNode {key: $source[i]})-[r:$($type[i])]->(target:CodeNode {key: $target[i]})
RETURN count(r) AS n`,
 two: `UNWIND range(0, size($source) - 1) AS i
MATCH (source:CodeNode {key: $source[i]})
MATCH (target:CodeNode {key: $target[i]})
MATCH (source)-[r:$($type[i])]->(target)
RETURN count(r) AS n`,
 withed: `UNWIND range(0, size($source) - 1) AS i
MATCH (source:CodeNode {key: $source[i]})
MATCH (target:CodeNode {key: $target[i]})
WITH i, source, target
MATCH (source)-[r:$($type[i])]->(target)
RETURN count(r) AS n`,
};
const store = await openNeo4jStore(login);
const N = 10000;
const ids = Array.from({ length: N }, (_, i) => `f${i}`);
await store.graph.storeGraph(graphOf('hub', [node('hub', { kind: 'Module' }), ...ids.map((id) => node(id))], ids.map((id) => edge('hub', 'CALLS', id))));
const g = (await driver.executeQuery("MATCH (r:Repository {repoId:'hub'}) RETURN r.generation AS g")).records[0]!.get('g').toNumber();
const parameters = { source: ids.map(() => `${g}|hub`), target: ids.map((id) => `${g}|${id}`), type: ids.map(() => 'CALLS') };
for (const [name, text] of Object.entries(variants)) {
  const p = await driver.executeQuery('EXPLAIN ' + text, parameters); console.log(name); console.log(show(p.summary.plan).join('\n'));
  for (let k = 0; k < 2; k++) {
  const t = performance.now();
  const r = await driver.executeQuery(text, parameters);
  console.log(name, r.records[0]!.get('n').toNumber(), Math.round(performance.now() - t), 'ms'); }
}
for (const [what, go] of Object.entries({
 updateEdges: () => store.graph.updateEdges('hub', ids.map((id) => edge('hub', 'CALLS', id, { line: '1' }))),
 deleteEdges: () => store.graph.deleteEdges('hub', ids.map((id) => edge('hub', 'CALLS', id))) })) {
  const t = performance.now(); const r = await go(); console.log(what, r.edges, Math.round(performance.now() - t), 'ms');
}
await store.graph.deleteGraph('hub');
await store.close(); await driver.close();
