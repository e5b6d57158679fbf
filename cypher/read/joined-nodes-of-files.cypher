// Stored nodes that lie in some files, each joined into one text that begins with its number of attributes, with the database's own ids
// Column nodes: string[]
// Column numbers: number[]
UNWIND range(0, size($file) - 1) AS i
MATCH (n:CodeNode {generation: toInteger($generation), fileKey: $fileKey[i]})
USING INDEX SEEK n:CodeNode(generation, fileKey)
WHERE n.file = $file[i] AND NOT n:Unresolved
WITH id(n) AS number, properties(n) AS p, $separator AS s
WITH number, p, s, [name IN keys(p) WHERE name STARTS WITH 'attr_'] AS names
WITH
  collect(number) AS numbers,
  collect(
    reduce(
      text
      =
      size(names) +
      s +
      p.id +
      s +
      p.name +
      s +
      p.kind +
      s +
      p.file +
      s +
      p.startByte +
      s +
      p.endByte +
      s +
      p.startLine +
      s +
      p.endLine +
      s +
      p.startColumn +
      s +
      p.endColumn,
      name IN names | text + s + name + s + p[name])) AS texts
UNWIND range(0, size(texts) - 1, 20) AS i
RETURN texts[i..i + 20] AS nodes, numbers[i..i + 20] AS numbers
