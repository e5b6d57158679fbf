// The files that nodes lie in
MATCH (n:CodeNode)
USING INDEX SEEK n:CodeNode(key)
WHERE n.key >= $from AND n.key < $to AND n.file <> ''
RETURN DISTINCT n.file AS file
