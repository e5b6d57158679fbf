// Begins a generation that nobody reads until the script ends
MATCH (store:CodePrismStore {name: $name})
WHERE store.layoutVersion = $layoutVersion
SET store.nextGeneration = store.nextGeneration + 1
CREATE
  (:Generation
    {
      generation: store.nextGeneration - 1,
      repoId: $repoId,
      state: 'staging',
      script: $script,
      touchedAt: timestamp()
    })
