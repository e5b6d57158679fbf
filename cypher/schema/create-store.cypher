// Marks the database as ours
MERGE (store:CodePrismStore {name: $name})
  ON CREATE SET
    store.layoutVersion = toInteger($layoutVersion),
    store.nextGeneration = 1
RETURN store.layoutVersion AS layoutVersion
