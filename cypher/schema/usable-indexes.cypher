// Indexes over nodes that can be used, and whether they belong to a constraint
SHOW INDEXES
YIELD state, type, entityType, labelsOrTypes, properties, owningConstraint
WHERE state = 'ONLINE' AND type = 'RANGE' AND entityType = 'NODE'
RETURN
  labelsOrTypes[0] AS label,
  properties,
  owningConstraint IS NOT NULL AS isUnique
