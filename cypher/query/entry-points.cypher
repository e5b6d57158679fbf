// Nodes that fit any entry rule and are not external; a module inside a declaration is no whole file
CALL () {
  MATCH (n:CodeNode)
  USING INDEX SEEK n:CodeNode(key)
  WHERE
    n.key >= $from AND
    n.key < $to AND
    ((any(label IN labels(n) WHERE label IN $labels) AND
        NOT (n:Module AND EXISTS { (n)-[:DECLARED_IN]->() })) OR
      any(pattern IN $filePatterns WHERE n.file =~ pattern) OR
      any(
        a IN range(0, size($attributeName) - 1)
        WHERE
          n[$attributeName[a]] = $attributeValue[a] OR
          ($attributeValue[a] = '*' AND
            NOT n[$attributeName[a]] IN ['', 'false'])
      ) OR
      any(
        one IN split(n.attr_decorators, ',')
        WHERE
          one IN $decorators OR
          any(end IN $decoratorEnds WHERE one ENDS WITH end)
      ) OR
      ($tests AND
        n.attr_test = 'true' AND
        any(label IN labels(n) WHERE label IN $testLabels)))
  RETURN n
    UNION
  UNWIND range(0, size($testFile) - 1) AS i
  MATCH
    (n:CodeNode {generation: toInteger($generation), fileKey: $testFileKey[i]})
  USING INDEX SEEK n:CodeNode(generation, fileKey)
  WHERE
    n.file = $testFile[i] AND
    coalesce(n.attr_test, '') <> 'false' AND
    any(label IN labels(n) WHERE label IN $testLabels)
  RETURN n
    UNION
  UNWIND range(0, size($names) - 1) AS i
  MATCH (n:CodeNode {generation: toInteger($generation), nameKey: $nameKey[i]})
  USING INDEX SEEK n:CodeNode(generation, nameKey)
  WHERE n.name = $names[i] AND (i < $ofAnyKind OR n:Function OR n:Method)
  RETURN n
    UNION
  UNWIND $keys AS key
  MATCH (n:CodeNode {key: key})
  USING INDEX SEEK n:CodeNode(key)
  RETURN n
}
WITH n
WHERE n.file <> '' AND coalesce(n.attr_external, '') <> 'true'
WITH n
ORDER BY n.key
RETURN
  collect(id(n)) AS number,
  collect(n.key) AS key,
  collect(n.id) AS id,
  collect(n.file) AS file,
  collect(coalesce(n.attr_language, '')) AS language,
  collect(coalesce(n.attr_test, '')) AS test,
  collect(coalesce(n.attr_api, '') = 'true') AS api,
  collect(EXISTS { (n)-[:$any($types)]->() }) AS hasEdge
