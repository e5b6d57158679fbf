type Defined<Given extends object> = { [Key in keyof Given]: Exclude<Given[Key], undefined> };

/** Without the keys whose value is `undefined`, which means their default. */
export function defined<Given extends object>(fields: Given = {} as Given): Defined<Given> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Defined<Given>;
}
