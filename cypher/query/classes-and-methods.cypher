// All classes and methods, with what decides who constructs and who overrides
MATCH (n:CodeNode)
USING INDEX SEEK n:CodeNode(key)
WHERE n.key >= $from AND n.key < $to AND (n:Class OR n:Method)
WITH
  n.kind AS kind,
  n.file AS file,
  coalesce(n.attr_language, '') AS language,
  coalesce(n.attr_subkind, '') AS subkind,
  collect(id(n)) AS number,
  collect(n.id) AS id,
  collect(n.name) AS name
RETURN kind, file, language, subkind, number, id, name
