/** A JSON object of which nothing is known. */
export type Json = Record<string, unknown>

/** What came back for a request, read to its end. */
export interface Answer {
  method: string
  /** The path and the query of the request. */
  path: string
  status: number
  headers: Headers
  text: string
  /** The JSON object of the body; empty where there is none. */
  body: Json
}

/** Reads an answer to its end. */
export async function read(method: string, path: string, response: Response): Promise<Answer> {
  const { status, headers } = response
  const text = await response.text()
  return { method, path, status, headers, text, body: objectIn(text) }
}

/** The objects in a list; none where there is no list. */
export function objectsIn(value: unknown): Json[] {
  return Array.isArray(value) ? value.map((it) => Object(it)) : []
}

function objectIn(text: string): Json {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Json) : {}
  } catch {
    return {}
  }
}
