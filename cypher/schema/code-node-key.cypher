// Two nodes never share a key, so concurrent writers cannot make doubles
CREATE CONSTRAINT codeprism_code_node_key IF NOT EXISTS
FOR (n:CodeNode)
REQUIRE n.key IS UNIQUE
