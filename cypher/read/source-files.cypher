// The hashed files of a generation
MATCH (f:SourceFile)
USING INDEX SEEK f:SourceFile(key)
WHERE f.key >= $from AND f.key < $to AND f.hash IS NOT NULL
RETURN collect(f.path) AS path, collect(f.hash) AS hash
