// Moves readers to the script's generation, if all of it is there and nobody is changing the repository
MATCH (g:Generation {script: $script, state: 'staging'})
SET g.touchedAt = timestamp()
WITH g, toString(g.generation) + '|' AS from, toString(g.generation) + '}' AS to
CALL (from, to) {
  MATCH (n:CodeNode)
  USING INDEX SEEK n:CodeNode(key)
  WHERE n.key >= from AND n.key < to AND NOT n:Unresolved
  RETURN count(n) AS nodes
}
CALL (from, to) {
  MATCH (n:CodeNode)-[r]->()
  USING INDEX SEEK n:CodeNode(key)
  WHERE n.key >= from AND n.key < to AND NOT type(r) IN $derivedTypes
  RETURN count(r) AS edges
}
WITH g
WHERE nodes = $totalNodes AND edges = $totalEdges
MERGE (r:Repository {repoId: $repoId})
  ON CREATE SET r.generation = -1, r.revision = -1
SET r.lock = $script
WITH g, r, r.generation AS oldGeneration
WHERE r.pending IS NULL
SET
  g.state = 'current',
  r.generation = g.generation,
  r.revision = 0,
  r.totalNodes = $totalNodes,
  r.totalEdges = $totalEdges,
  r.version = $version,
  r.schemaVersion = $schemaVersion,
  r.lastUpdated = datetime({epochSeconds: $seconds, nanosecond: $nanoseconds})
REMOVE r.lock
WITH r, oldGeneration
CALL (r) {
  MATCH (a:AnalysisResult)
  WHERE a.key STARTS WITH $analysisPrefix
  MERGE (a)-[:OF]->(r)
}
WITH oldGeneration
// Without the null, all first stores would wait for one lock: on there being no generation -1
OPTIONAL MATCH (old:Generation {generation: nullIf(oldGeneration, -1)})
SET old.state = 'retired', old.touchedAt = timestamp()
