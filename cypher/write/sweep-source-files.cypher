// Deletes some files of a key range
MATCH (f:SourceFile)
WHERE f.key >= $from AND f.key < $to
WITH f
LIMIT toInteger($rows)
DELETE f
RETURN count(*) AS deleted
