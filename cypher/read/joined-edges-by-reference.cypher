// Edges of some sources, those whose type and target's key are wanted, each joined into one text
// Column edges: string[]
UNWIND range(0, size($source) - 1) AS i
MATCH (source:CodeNode {key: $source[i]})-[r]->(target)
USING INDEX SEEK source:CodeNode(key)
WHERE $wanted[i][type(r) + '|' + target.key] IS NOT NULL
WITH
  source,
  $separator AS s,
  properties(r) AS p,
  type(r) AS type,
  target.id AS target
WITH
  source,
  s,
  p,
  target + s + coalesce(p.kind, type) AS ending,
  [name IN keys(p) WHERE name STARTS WITH 'attr_'] AS names
WITH
  source,
  collect(
    reduce(
      text = size(names) + s + ending,
      name IN names | text + s + name + s + p[name])) AS texts
WITH source.id AS source, texts
UNWIND range(0, size(texts) - 1, 40) AS i
RETURN source, texts[i..i + 40] AS edges
