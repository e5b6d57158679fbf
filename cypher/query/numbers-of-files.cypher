// The numbers of the nodes that lie in some files
// Column file: string
UNWIND range(0, size($file) - 1) AS i
MATCH (n:CodeNode {generation: toInteger($generation), fileKey: $fileKey[i]})
USING INDEX SEEK n:CodeNode(generation, fileKey)
WHERE n.file = $file[i] AND NOT n:Unresolved
RETURN $file[i] AS file, collect(id(n)) AS number
