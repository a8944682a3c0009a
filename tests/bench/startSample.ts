/**
 * The reference of the `start` benchmark: the least a server of this kit can be. Listens on loopback,
 * prints its address and answers everything with an empty page. Started by `start.ts` only.
 */
import { createServer } from 'node:http'

const page = '<!doctype html><html lang="en"><title>Empty</title><p>Empty</p></html>'

const server = createServer((_request, response) => {
  response.setHeader('Content-Type', 'text/html; charset=utf-8')
  response.end(page)
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the server has no port')
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${address.port}/`, token: 'none' })}\n`)
})
process.once('SIGTERM', () => process.exit(0))
