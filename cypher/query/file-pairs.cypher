// Which files refer to which others, how often and how much, by type; the type stands for the wanted ones
MATCH (source:CodeNode)
USING INDEX SEEK source:CodeNode(key)
WHERE source.key >= $from AND source.key < $to AND source.file <> ''
WITH source, source.file AS file
MATCH (source)-[r:CALLS]->(end)
WITH file, end, end.file AS target, r
WHERE target <> file AND target <> '' AND end:CodeNode
WITH
  file,
  target,
  type(r) AS type,
  count(r) AS count,
  sum(
    CASE
      WHEN
        r.attr_count =~ '[0-9]{1,15}' AND toFloat(r.attr_count) > 1
        THEN toFloat(r.attr_count)
      ELSE 1.0
    END) AS weight
RETURN
  file,
  collect(target) AS target,
  collect(type) AS type,
  collect(count) AS count,
  collect(weight) AS weight
