// A batch is recorded once, which is what makes a repeated one harmless
CREATE CONSTRAINT codeprism_batch_key IF NOT EXISTS
FOR (n:Batch)
REQUIRE n.key IS UNIQUE
