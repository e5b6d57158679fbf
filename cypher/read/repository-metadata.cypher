// A repository's metadata but for its file hashes
MATCH (r:Repository {repoId: $repoId})
RETURN
  r.totalNodes AS totalNodes,
  r.totalEdges AS totalEdges,
  r.version AS version,
  r.schemaVersion AS schemaVersion,
  r.lastUpdated.epochSeconds AS seconds,
  r.lastUpdated.nanosecond AS nanoseconds
