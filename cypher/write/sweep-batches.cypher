// Deletes some batch records of a key range
MATCH (b:Batch)
USING INDEX SEEK b:Batch(key)
WHERE b.key >= $from AND b.key < $to
WITH b
LIMIT toInteger($rows)
DELETE b
RETURN count(*) AS deleted
