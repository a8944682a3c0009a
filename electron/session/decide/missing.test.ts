/** What is sent where a session's folder or its agent's transcript is not there any more. */
import { expect, it } from 'vitest'
import type { HeldBy } from '../../../shared/session.ts'
import { client, id, idle, running, send } from '../../../tests/support/decideSamples.ts'
import { decide } from './decide.ts'
import type { Missing, SessionCommand } from './decision.ts'

const queued = { queue: [{ id: id(3), text: 'three' }] }
const resume = client({ type: 'resume_queue', id: id(9) })
const heldBy: HeldBy = { kind: 'terminal', pid: 7, status: 'idle', waitingFor: null }

function missingIn(command: SessionCommand, missing: Missing | undefined): SessionCommand {
  return missing === undefined || command.from !== 'client' ? command : { ...command, missing }
}

const folder: Missing = { what: 'folder', folder: '/p' }
const transcript: Missing = { what: 'transcript' }

it.each([
  ['a message, its folder gone', { ...idle }, send(1, 'one'), folder, 'no_folder'],
  ['a message, its transcript gone', { ...idle }, send(1, 'one'), transcript, 'no_transcript'],
  ['a message that would stop a turn, at rest', idle, send(1, 'one'), transcript, 'no_transcript'],
  ['what is queued, its folder gone', { ...idle, ...queued }, resume, folder, 'no_folder'],
  ['what is queued, its transcript gone', { ...idle, ...queued }, resume, transcript, 'no_transcript'],
  [
    'what another program has: that is told first',
    { ...idle, session: { ...idle.session, heldBy } },
    send(1, 'one'),
    transcript,
    'held_elsewhere'
  ]
])('is refused: %s', (_what, state, command, missing, code) => {
  expect(decide(state, missingIn(command, missing))).toMatchObject({ ok: false, error: { code } })
})

it.each([
  ['where nothing is missing', idle, undefined, 'message_added'],
  ['behind a turn that runs: its agent remembers', running, transcript, 'queue_changed'],
  ['behind a turn that runs in a folder that is gone', running, folder, 'queue_changed']
])('a message is taken %s', (_what, state, missing, type) => {
  expect(decide(state, missingIn(send(1, 'one'), missing))).toMatchObject({
    ok: true,
    events: expect.arrayContaining([expect.objectContaining({ type })])
  })
})
