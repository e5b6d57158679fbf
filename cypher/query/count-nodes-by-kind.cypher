// How many nodes there are of each kind
MATCH (n:CodeNode)
USING INDEX SEEK n:CodeNode(key)
WHERE n.key >= $from AND n.key < $to AND NOT n:Unresolved
RETURN n.kind AS kind, count(*) AS count
