/** What a world may be called. A name becomes the name of a file and a part of a path. */
export const WORLD_NAME_RULE =
  'a name has 1 to 64 letters, digits, ".", "_" or "-", and is not "." or ".."'
const WORLD_NAME = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,64}$/

/** Whether a world may be called that. */
export function isWorldName(name: string): boolean {
  return WORLD_NAME.test(name)
}

/** The world of a request that names none. */
export const DEFAULT_WORLD = 'default'
