// Every file that a node of a generation lies in
MATCH (n:CodeNode)
USING INDEX SEEK n:CodeNode(key)
WHERE n.key >= $from AND n.key < $to AND n.file <> ''
RETURN collect(DISTINCT n.file) AS files
