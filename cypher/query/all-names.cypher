// Every name that a node of a generation has
MATCH (n:CodeNode)
USING INDEX SEEK n:CodeNode(key)
WHERE n.key >= $from AND n.key < $to AND NOT n:Unresolved
RETURN collect(DISTINCT n.name) AS names
