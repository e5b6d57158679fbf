// Keeps a result of an analysis in place of the one with its key, beside its repository; nothing if that was just deleted
MERGE (a:AnalysisResult {key: $key})
SET a.lock = true
WITH a
WHERE a.key = $key
SET a = $properties
SET
  a.seconds = toInteger($seconds),
  a.nanoseconds = toInteger($nanoseconds),
  a.timestamp =
    datetime({
      epochSeconds: toInteger($seconds),
      nanosecond: toInteger($nanoseconds)
    })
WITH a
CALL (a) {
  MATCH (r:Repository {repoId: $repoId})
  WHERE r.generation IS NOT NULL
  MERGE (a)-[:OF]->(r)
}
RETURN count(*) AS stored
