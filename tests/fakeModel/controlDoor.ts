/**
 * How a fake model in another process is told what to do:
 * `POST /fake/script {replies, sessionId?}` · `POST /fake/open {gate}` ·
 * `POST /fake/reached {gate}` (answers when an answer stands there) · `GET /fake/requests`.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import type { Gates } from './gates.ts'
import { readBody, sendJson } from './httpBody.ts'
import { Reply } from './script.ts'
import type { ReplyInput } from './script.ts'

const ScriptBody = z.object({ replies: z.array(Reply), sessionId: z.string().optional() })
const GateBody = z.object({ gate: z.string() })

interface Controlled {
  readonly script: (replies: readonly ReplyInput[], sessionId?: string) => void
  readonly gates: Gates
  readonly requests: readonly object[]
  readonly unused: () => number
}

export function controlDoor(model: Controlled) {
  return async (path: string, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request)
    switch (path) {
      case '/fake/script': {
        const { replies, sessionId } = ScriptBody.parse(body)
        model.script(replies, sessionId)
        return sendJson(response, 200, { ok: true })
      }
      case '/fake/open':
        model.gates.open(GateBody.parse(body).gate)
        return sendJson(response, 200, { ok: true })
      case '/fake/reached':
        await model.gates.reached(GateBody.parse(body).gate)
        return sendJson(response, 200, { ok: true })
      case '/fake/requests':
        return sendJson(response, 200, { requests: model.requests, unused: model.unused() })
      default:
        return sendJson(response, 404, { error: `no such door: ${path}` })
    }
  }
}
