/** A response as Trunkline sends it: also with the members that the documentation does not require. */
export type Complete<T> = { [Name in keyof T]-?: Exclude<T[Name], undefined> }
