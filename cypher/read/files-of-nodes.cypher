// The files in which some nodes lie, '' for ends that are not stored
UNWIND $key AS key
MATCH (n:CodeNode {key: key})
USING INDEX SEEK n:CodeNode(key)
RETURN collect(DISTINCT coalesce(n.file, '')) AS file, count(n) AS found
