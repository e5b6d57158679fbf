// How many files nodes lie in
MATCH (n:CodeNode)
USING INDEX SEEK n:CodeNode(key)
WHERE n.key >= $from AND n.key < $to AND n.file <> ''
RETURN count(DISTINCT n.file) AS files
