// Replaces a repository's metadata
MATCH (r:Repository {repoId: $repoId})
SET
  r.version = toInteger($version),
  r.schemaVersion = $schemaVersion,
  r.lastUpdated =
    datetime({
      epochSeconds: toInteger($seconds),
      nanosecond: toInteger($nanoseconds)
    })
