// Whose database this is: our store if any, and nodes with our labels that may be someone else's
OPTIONAL MATCH (store:CodePrismStore {name: $name})
RETURN
  store.layoutVersion AS layoutVersion,
  EXISTS { (:CodeNode) } AS hasCodeNodes,
  EXISTS { (:Repository) } AS hasRepositories,
  EXISTS { (:AnalysisResult) } AS hasAnalyses
