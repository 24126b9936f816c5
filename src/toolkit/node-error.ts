const CLOSED = 'ECONNRESET'

/** That error of `fetch` with the `code` and `errno` that `node:http` would tell. */
export function asNodeError(error: TypeError): TypeError {
  const { code = CLOSED, errno } = Object(error.cause)
  // `fetch` has a word of its own for a connection that was closed.
  return Object.assign(error, { code: code === 'UND_ERR_SOCKET' ? CLOSED : code, errno })
}
