// The files of a generation with the digests of what they own; an empty one is out of date
MATCH (f:SourceFile)
USING INDEX SEEK f:SourceFile(key)
WHERE f.key >= $from AND f.key < $to
RETURN collect(f.path) AS path, collect(coalesce(f.digest, '')) AS digest
