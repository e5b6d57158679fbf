// The edges that leave some nodes, each joined into one text that begins with its number of attributes
// Column edges: string[]
UNWIND $key AS key
MATCH (source:CodeNode {key: key})-[r]->(target)
USING INDEX SEEK source:CodeNode(key)
WHERE NOT type(r) IN $derivedTypes
WITH source, target, r
WHERE target:CodeNode
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
