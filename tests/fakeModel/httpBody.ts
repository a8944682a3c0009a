/** JSON in and out of the fake model's doors. */
import type { IncomingMessage, ServerResponse } from 'node:http'

/** The parsed body, null when there is none. Rejects when it is no JSON. */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  const raw = Buffer.concat(chunks).toString('utf8')
  return raw === '' ? null : JSON.parse(raw)
}

export function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}
