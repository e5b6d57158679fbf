// The numbers of ends that are not stored, and of nodes of some kinds, by what they have in common
MATCH (n:CodeNode)
USING INDEX SEEK n:CodeNode(key)
WHERE
  n.key >= $from AND
  n.key < $to AND
  any(label IN labels(n) WHERE label IN $labels)
WITH
  n.kind AS kind,
  n.file AS file,
  n.attr_language AS language,
  n.attr_external AS external,
  coalesce(n.attr_exported, '') <> '' OR coalesce(n.attr_api, '') <> '' AS tellsExports,
  collect(id(n)) AS number
RETURN
  kind,
  coalesce(file, '') AS file,
  coalesce(language, '') AS language,
  coalesce(external, '') AS external,
  tellsExports,
  number
