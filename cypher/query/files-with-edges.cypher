// The files, and languages named beside them, in which edges of some types begin
MATCH (n:CodeNode)
USING INDEX SEEK n:CodeNode(key)
WHERE
  n.key >= $from AND
  n.key < $to AND
  NOT n:Unresolved AND
  EXISTS {
  (n)-[:$any($types)]->()
  }
WITH DISTINCT n.file AS file, coalesce(n.attr_language, '') AS language
RETURN collect(file) AS file, collect(language) AS language
