// What refers to some nodes by some types
UNWIND $key AS key
MATCH (n:CodeNode {key: key})<-[:$any($types)]-(source)
USING INDEX SEEK n:CodeNode(key)
WITH DISTINCT n, source
RETURN collect(n.id) AS target, collect(source.id) AS source
