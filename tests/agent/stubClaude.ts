/**
 * A program that speaks Claude Code's protocol and says what a test wrote down, for what the real
 * one does only by chance or no longer does. `node stubClaude.ts <play.json>`; `$PROMPT` in a frame
 * becomes the uuid of the newest prompt.
 */
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { z } from 'zod'

const Lines = z.array(z.record(z.string(), z.unknown()))
export const Play = z.object({
  /** What it says to the first prompt, the second, … */
  prompts: z.array(Lines),
  /** What it says to an interrupt, first, second, … */
  interrupts: z.array(Lines).default([]),
  /** Whether an interrupt is told that the prompt still waits. */
  stillQueued: z.boolean().default(false),
  /** Control calls that get no answer. */
  deafTo: z.array(z.string()).default([]),
  /** Control calls that are refused. */
  refuses: z.array(z.string()).default([])
})
export type Play = z.input<typeof Play>

const Input = z.union([
  z.object({ type: z.literal('user'), uuid: z.string() }),
  z.object({
    type: z.literal('control_request'),
    request_id: z.string(),
    request: z.looseObject({ subtype: z.string() })
  })
])

const play = Play.parse(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')))
let prompt = ''

function say(line: object): void {
  process.stdout.write(`${JSON.stringify(line).replaceAll('$PROMPT', prompt)}\n`)
}

for await (const line of createInterface({ input: process.stdin })) {
  const input = Input.safeParse(JSON.parse(line)).data
  if (!input) continue
  if (input.type === 'user') {
    prompt = input.uuid
    for (const frame of play.prompts.shift() ?? []) say(frame)
    continue
  }
  const { subtype } = input.request
  if (play.deafTo.includes(subtype)) continue
  const request_id = input.request_id
  const response = play.refuses.includes(subtype)
    ? { subtype: 'error', request_id, error: 'refused by the test' }
    : { subtype: 'success', request_id, response: { still_queued: play.stillQueued ? ['$PROMPT'] : [] } }
  say({ type: 'control_response', response })
  if (subtype === 'interrupt') for (const frame of play.interrupts.shift() ?? []) say(frame)
}
