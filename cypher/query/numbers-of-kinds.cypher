// The numbers of ends that are not stored, and of nodes of some kinds, by what they have in common
// Column kind: string | null
// Column judgedAs: 'code' | 'type' | 'nothing'
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
  CASE
    WHEN n.attr_overload = 'true' THEN 'nothing'
    WHEN
      n.attr_X_type_2d_only = 'true' OR n.attr_subkind IN $typeSubkinds
      THEN 'type'
    ELSE 'code'
  END AS judgedAs,
  collect(id(n)) AS number
RETURN
  kind,
  coalesce(file, '') AS file,
  coalesce(language, '') AS language,
  coalesce(external, '') AS external,
  tellsExports,
  judgedAs,
  number
