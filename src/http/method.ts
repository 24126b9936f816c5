const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
const KNOWN = new Map(METHODS.map((method) => [method, method]))

/**
 * The method of a request, for texts that it becomes a part of. V8 marks the one that comes from a socket as a text of
 * two bytes a letter, though it is none, and so every text that it is joined to: each is then twice as slow to write.
 */
export function methodOf({ method }: { method: string }): string {
  return KNOWN.get(method) ?? method
}
