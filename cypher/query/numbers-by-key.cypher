// The numbers of some nodes
UNWIND range(0, size($key) - 1) AS i
MATCH (n:CodeNode {key: $key[i]})
USING INDEX SEEK n:CodeNode(key)
WITH i, id(n) AS number
ORDER BY i
RETURN collect(number) AS number
