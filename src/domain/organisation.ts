/** A record that an organisation owns; null belongs to every one, as what a fixture brings does. */
export interface Owned {
  organisation: string | null
}

/** Whether an organisation may see a record. */
export function isOwnedBy({ organisation: owner }: Owned, organisation: string): boolean {
  return owner === null || owner === organisation
}
