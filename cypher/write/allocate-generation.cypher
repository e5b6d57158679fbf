// Gives out a generation number that was never given before, and records who stages it
// Column generation: number
MATCH (store:CodePrismStore {name: $name})
SET store.nextGeneration = store.nextGeneration + 1
WITH store.nextGeneration - 1 AS generation
CREATE
  (g:Generation
    {
      generation: generation,
      repoId: $repoId,
      state: 'staging',
      touchedAt: timestamp()
    })
RETURN generation
