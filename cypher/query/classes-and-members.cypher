// All classes and their members, and functions of object literals, with what decides who comes alive with whom
MATCH (n:CodeNode)
USING INDEX SEEK n:CodeNode(key)
WHERE
  n.key >= $from AND
  n.key < $to AND
  (n:Class OR
    n:Method OR
    (n:Function AND
      (n.attr_subkind IN $subkinds OR EXISTS { (n)-[:DECLARED_IN]->(:Class) })) OR
    (n:Variable AND
      (n.attr_subkind = 'property' OR EXISTS { (n)-[:DECLARED_IN]->(:Class) })))
WITH
  n.kind AS kind,
  n.file AS file,
  coalesce(n.attr_language, '') AS language,
  coalesce(n.attr_subkind, '') AS subkind,
  collect(id(n)) AS number,
  collect(n.id) AS id,
  collect(n.name) AS name
RETURN kind, file, language, subkind, number, id, name
