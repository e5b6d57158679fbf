// Indexes over nodes, whether they can be used, and whether they belong to a constraint
// Column name: string
// Column label: string
// Column properties: string[]
SHOW INDEXES
YIELD name, state, type, entityType, labelsOrTypes, properties, owningConstraint
WHERE type = 'RANGE' AND entityType = 'NODE'
RETURN
  name,
  state = 'ONLINE' AS isUsable,
  labelsOrTypes[0] AS label,
  properties,
  owningConstraint IS NOT NULL AS isUnique
