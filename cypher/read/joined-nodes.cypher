// The nodes of a key range, each joined into one text that begins with its number of attributes
// Column nodes: string[]
MATCH (n:CodeNode)
USING INDEX SEEK n:CodeNode(key)
WHERE n.key > $after AND n.key <= $to AND NOT n:Unresolved
WITH properties(n) AS p, $separator AS s
WITH p, s, [name IN keys(p) WHERE name STARTS WITH 'attr_'] AS names
WITH
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
RETURN texts[i..i + 20] AS nodes
