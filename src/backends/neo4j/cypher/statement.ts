declare const parameterNames: unique symbol;

/** A Cypher statement with the names of its parameters in its type. */
export interface Statement<Parameter extends string> {
  /** Its file under `cypher/`, such as `read/node-page`. */
  readonly name: string;
  readonly text: string;
  /** Exists in the type alone. */
  readonly [parameterNames]?: Parameter;
}

/** Makes a statement of its text. Only the generated module and what edits texts call it. */
export function statement<Parameter extends string>(name: string, text: string): Statement<Parameter> {
  return { name, text };
}
