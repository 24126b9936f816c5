import { openApiDocument } from '../contract/document.ts'

/** Prints the bytes of `openapi.json`. */
export function openapi(): void {
  process.stdout.write(`${JSON.stringify(openApiDocument(), null, 2)}\n`)
}
