// Keeps a result of an analysis in place of the one with its key, beside its repository where that is stored
MERGE (a:AnalysisResult {key: $key})
SET a.lock = true
WITH a
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
MATCH (r:Repository {repoId: $repoId})
MERGE (a)-[:OF]->(r)
