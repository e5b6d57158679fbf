// Which nodes have some numbers, by what they have in common; ends that are not stored have the kind null
// Column kind: string | null
// Column number: number[]
UNWIND $number AS number
MATCH (n)
WHERE id(n) = number
WITH
  n.kind AS kind,
  n.file AS file,
  n.attr_language AS language,
  n.attr_external AS external,
  n.attr_exported AS exported,
  n.attr_api AS api,
  coalesce(n.attr_subkind, '') = 'property' AS isProperty,
  collect(number) AS number,
  collect(n.id) AS id,
  collect(coalesce(n.name, '')) AS name
RETURN
  kind,
  coalesce(file, '') AS file,
  coalesce(language, '') AS language,
  coalesce(external, '') AS external,
  coalesce(exported, '') AS exported,
  coalesce(api, '') AS api,
  isProperty,
  number,
  id,
  name
