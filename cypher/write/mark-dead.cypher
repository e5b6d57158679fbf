// Marks dead nodes, with the reason, for people who look at them
UNWIND range(0, size($key) - 1) AS i
MATCH (n:CodeNode {key: $key[i]})
USING INDEX SEEK n:CodeNode(key)
SET n :Dead, n.deadReason = $reason[i]
