// Moves readers to a staged generation, if the repository is still as its writer saw it
MATCH (g:Generation {generation: toInteger($generation)})
SET g.touchedAt = timestamp()
WITH g
WHERE g.state = 'staging'
MERGE (r:Repository {repoId: $repoId})
  ON CREATE SET r.generation = -1, r.revision = -1
SET r.lock = $token
WITH g, r, r.generation AS oldGeneration
WHERE
  oldGeneration = toInteger($expectedGeneration) AND
  r.revision = toInteger($expectedRevision) AND
  r.pending IS NULL
SET
  g.state = 'current',
  r.generation = g.generation,
  r.revision = 0,
  r.totalNodes = toInteger($totalNodes),
  r.totalEdges = toInteger($totalEdges),
  r.version = toInteger($version),
  r.schemaVersion = $schemaVersion,
  r.lastUpdated =
    datetime({
      epochSeconds: toInteger($seconds),
      nanosecond: toInteger($nanoseconds)
    })
REMOVE r.lock, r.marked
WITH r, oldGeneration
CALL (r) {
  MATCH (a:AnalysisResult)
  USING INDEX SEEK a:AnalysisResult(key)
  WHERE a.key STARTS WITH $analysisPrefix
  MERGE (a)-[:OF]->(r)
}
WITH oldGeneration
// Without the null, all first stores would wait for one lock: on there being no generation -1
OPTIONAL MATCH (old:Generation {generation: nullIf(oldGeneration, -1)})
SET old.state = 'retired', old.touchedAt = timestamp()
RETURN oldGeneration
