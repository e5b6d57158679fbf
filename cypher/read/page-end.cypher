// The key at which the next page of a generation ends
// Column lastKey: string | null
MATCH (n:CodeNode)
USING INDEX SEEK n:CodeNode(key)
WHERE n.key > $after AND n.key < $to
WITH n.key AS key
ORDER BY key
LIMIT toInteger($rows)
RETURN max(key) AS lastKey
