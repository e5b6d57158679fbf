// How many neighbours nodes have that are not external, and how much refers to them; the type stands for the wanted ones
MATCH (n:CodeNode)
USING INDEX SEEK n:CodeNode(key)
WHERE
  n.key >= $from AND
  n.key < $to AND
  EXISTS { (n)-[r:CALLS]-() } AND
  NOT n:Unresolved AND
  n.file <> '' AND
  coalesce(n.attr_external, '') <> 'true'
CALL (n) {
  MATCH (n)<-[r:CALLS]-(other)
  WHERE other <> n
  WITH r, other
  WHERE other:CodeNode
  RETURN
    count(DISTINCT other) AS uniqueIn,
    sum(
      CASE
        WHEN
          r.attr_count =~ '[0-9]{1,15}' AND toFloat(r.attr_count) > 1
          THEN toFloat(r.attr_count)
        ELSE 1.0
      END) AS weightedIn
}
CALL (n) {
  MATCH (n)-[r:CALLS]->(other)
  WHERE other <> n
  WITH r, other
  WHERE other:CodeNode
  RETURN
    count(DISTINCT other) AS uniqueOut,
    sum(
      CASE
        WHEN
          r.attr_count =~ '[0-9]{1,15}' AND toFloat(r.attr_count) > 1
          THEN toFloat(r.attr_count)
        ELSE 1.0
      END) AS weightedOut
}
WITH *
WHERE uniqueIn + uniqueOut > 0
WITH
  n.kind AS kind,
  id(n) / 1024 AS block,
  collect(n.id) AS id,
  collect(uniqueIn) AS uniqueIn,
  collect(weightedIn) AS weightedIn,
  collect(uniqueOut) AS uniqueOut,
  collect(weightedOut) AS weightedOut
RETURN kind, id, uniqueIn, weightedIn, uniqueOut, weightedOut
