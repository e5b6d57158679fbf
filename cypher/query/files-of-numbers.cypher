// In which files nodes of some numbers lie; ends that are not stored in null
// Column file: string | null
// Column number: number[]
UNWIND $number AS number
MATCH (n)
WHERE id(n) = number
RETURN n.file AS file, collect(number) AS number
