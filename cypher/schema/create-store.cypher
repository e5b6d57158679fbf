// Marks the database as ours, its schema as complete
MERGE (store:CodePrismStore {name: $name})
  ON CREATE SET store.nextGeneration = 1
SET
  store.layoutVersion =
    CASE
      WHEN
        store.layoutVersion > toInteger($layoutVersion)
        THEN store.layoutVersion
      ELSE toInteger($layoutVersion)
    END
RETURN store.layoutVersion AS layoutVersion
