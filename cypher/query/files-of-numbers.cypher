// In which files nodes of some numbers lie; ends that are not stored in null
UNWIND $number AS number
MATCH (n)
WHERE id(n) = number
RETURN n.file AS file, collect(number) AS number
