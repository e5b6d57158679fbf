// Deletes some files of a key range
MATCH (f:SourceFile)
USING INDEX SEEK f:SourceFile(key)
WHERE f.key >= $from AND f.key < $to
WITH f
LIMIT toInteger($rows)
DELETE f
RETURN count(*) AS deleted
