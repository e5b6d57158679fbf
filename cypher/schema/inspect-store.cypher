// Our store in this database, if any, and which of our labels nodes have that have our keys too: they may be someone else's
// Column layoutVersion: number | null
// Column labelsInUse: string[]
OPTIONAL MATCH (store:CodePrismStore {name: $name})
WITH
  store,
  [
    CASE
      WHEN
        EXISTS {
          (n:AnalysisResult)
          WHERE n.key IS NOT NULL
        }
        THEN 'AnalysisResult'
    END,
    CASE
      WHEN
        EXISTS {
          (n:Batch)
          WHERE n.key IS NOT NULL
        }
        THEN 'Batch'
    END,
    CASE
      WHEN
        EXISTS {
          (n:CodeNode)
          WHERE n.key IS NOT NULL
        }
        THEN 'CodeNode'
    END,
    CASE
      WHEN
        EXISTS {
          (n:Generation)
          WHERE n.generation IS NOT NULL
        }
        THEN 'Generation'
    END,
    CASE
      WHEN
        EXISTS {
          (n:Repository)
          WHERE n.repoId IS NOT NULL
        }
        THEN 'Repository'
    END,
    CASE
      WHEN
        EXISTS {
          (n:SourceFile)
          WHERE n.key IS NOT NULL
        }
        THEN 'SourceFile'
    END
  ] AS labels
RETURN
  store.layoutVersion AS layoutVersion,
  [label IN labels WHERE label IS NOT NULL] AS labelsInUse
