/** Going back, forking, commands, what is sent along: the real Claude Code against the fake model. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { placeBefore, readPage } from '../support/claude/testClaudeReading.ts'
import type { SessionMessage } from '../../shared/session.ts'
import { reply, text } from '../fakeModel/script.ts'
import { openBench } from './claudeBench.ts'
import type { BenchSession, ClaudeBench } from './claudeBench.ts'
import { whyNoClaude } from './claudeBinary.ts'
import { expectSameAsTranscript, readAgain, withoutTime } from './sameAsTranscript.ts'

/** What a person and the agent said, without tools. */
function said(messages: readonly SessionMessage[]): string[] {
  return messages.flatMap(({ role, content }) =>
    content.flatMap((block) => (block.type === 'text' ? [`${role}: ${block.text}`] : []))
  )
}

function byId(messages: readonly SessionMessage[]): object[] {
  return messages.map(withoutTime).toSorted((one, other) => one.id.localeCompare(other.id))
}

/** The record after which a prompt stands, as the session host asks for it. */
async function before(session: BenchSession, messageId: string): Promise<string | null> {
  const place = await placeBefore(session.transcript, messageId)
  if (place.kind !== 'found') throw new Error(place.kind)
  return place.at
}

const Conversation = z.object({
  messages: z.array(
    z.object({
      role: z.string(),
      content: z.union([z.array(z.unknown()), z.string().transform((text) => [text])])
    })
  )
})

/** The smallest there is. */
const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF').toString(
  'base64'
)

describe.skipIf(whyNoClaude !== null)(
  `steering Claude Code${whyNoClaude ? ` (skipped: ${whyNoClaude})` : ''}`,
  () => {
    let bench: ClaudeBench

    beforeEach(async () => {
      bench = await openBench()
    })
    afterEach(async () => {
      await bench.close()
    })

    /** What the model was sent in its last request, prompts and answers. */
    function heard(): string {
      return JSON.stringify(bench.model.requests.at(-1)?.body)
    }

    /** The blocks of the newest prompt in it. */
    function promptHeard(): unknown[] {
      const { messages } = Conversation.parse(bench.model.requests.at(-1)?.body)
      return messages.findLast(({ role }) => role === 'user')?.content ?? []
    }

    it('goes on from before an earlier prompt, and the model has forgotten what came later', async () => {
      bench.model.script([
        reply(text('Answer one.')),
        reply(text('Answer two.')),
        reply(text('Answer three.')),
        reply(text('Answer four.'))
      ])
      const session = bench.open()
      await session.turn('first prompt')
      const ended = session.next('turn_ended')
      const second = session.send('second prompt')
      await ended
      expect((await session.turn('other prompt', [], await before(session, second))).outcome).toBe('done')
      expect(heard()).toContain('Answer one.')
      expect(heard()).not.toContain('second prompt')
      expect(heard()).not.toContain('Answer two.')

      // The new branch is the session's from here on.
      await session.turn('and on')
      expect(heard()).toContain('other prompt')
      const { messages } = await readPage(session.transcript, { limit: 50 })
      expect(said(messages)).toEqual([
        'user: first prompt',
        'assistant: Answer one.',
        'user: other prompt',
        'assistant: Answer three.',
        'user: and on',
        'assistant: Answer four.'
      ])
    })

    it('a place it has lost fails the turn with what to do, and the session goes on', async () => {
      bench.model.script([reply(text('One.')), reply(text('Two.'))])
      const session = bench.open()
      await session.turn('first')
      const end = await session.turn('lost', [], '6f0c8f0e-3d5a-4c7e-9d0b-1f1f1f1f1f1f')
      expect(end).toMatchObject({ outcome: 'failed', error: { code: 'cannot_rewind' } })
      expect((await session.turn('again')).outcome).toBe('done')
    })

    it('cannot forget its first prompt, and says so', async () => {
      bench.model.script([reply(text('One.'))])
      const session = bench.open()
      await session.turn('first')
      expect(await session.turn('first anew', [], null)).toMatchObject({
        outcome: 'failed',
        error: { code: 'cannot_rewind', message: expect.stringContaining('new session') }
      })
    })

    it('forks: the copy has everything up to a message, the original nothing of the copy', async () => {
      bench.model.script([
        reply(text('Answer one.')),
        reply(text('Answer two.')),
        reply(text('Answer three.'))
      ])
      const session = bench.open()
      await session.turn('first prompt')
      const through = session.messages.findLast(({ role }) => role === 'assistant')
      await session.turn('second prompt')
      const original = await readFile(session.transcript, 'utf8')
      const forked = await bench.agent.fork?.({
        sessionId: session.id,
        cwd: bench.project,
        throughMessageId: through?.id ?? '',
        title: 'The fork'
      })
      if (forked === undefined) throw new Error('it did not fork')
      expect(forked).not.toBe(session.id)
      const copy = bench.open({ sessionId: forked })
      expect(existsSync(copy.transcript)).toBe(true)
      expect(said((await readPage(copy.transcript, { limit: 50 })).messages)).toEqual([
        'user: first prompt',
        'assistant: Answer one.'
      ])
      expect((await copy.turn('in the fork')).outcome).toBe('done')
      expect(heard()).toContain('Answer one.')
      expect(heard()).not.toContain('second prompt')
      expect(await readFile(session.transcript, 'utf8')).toBe(original)
    })

    it('a fork of a message it does not have is refused', async () => {
      bench.model.script([reply(text('One.'))])
      const session = bench.open()
      await session.turn('first')
      await expect(
        bench.agent.fork?.({
          sessionId: session.id,
          cwd: bench.project,
          throughMessageId: 'nothing',
          title: null
        })
      ).rejects.toMatchObject({ status: 409, code: 'cannot_fork' })
    })

    it('a command it knows is carried out by itself, one it does not know goes to the model as text', async () => {
      bench.model.script([reply(text('One.'))])
      const session = bench.open()
      await session.turn('first')
      const known = await session.turn('/context')
      expect(known.outcome).toBe('done')
      expect(said(session.messages).join('\n')).toMatch(/[Cc]ontext/)
      expect(bench.model.requests).toHaveLength(1)
      bench.model.script([reply(text('I do not know it.'))])
      await session.turn('/nosuchcommand please')
      expect(heard()).toContain('nosuchcommand please')
      expect(said(session.messages).at(-1)).toBe('assistant: I do not know it.')
    })

    it('compacting is a turn of its own, after which the model has the summary only', async () => {
      bench.model.script([
        reply(text('Answer one.')),
        reply(text('<summary>In short.</summary>')),
        reply(text('Answer two.'))
      ])
      const session = bench.open()
      await session.turn('first prompt')
      expect((await session.turn('/compact')).outcome).toBe('done')
      const boundary = session.messages.find(({ notice }) => notice === 'compacted')
      expect(said(boundary === undefined ? [] : [boundary]).join('\n')).toContain('In short.')
      expect((await session.turn('second prompt')).outcome).toBe('done')
      expect(heard()).toContain('In short.')
      expect(heard()).not.toContain('Answer one.')
      expect(said(session.messages).at(0)).toBe('user: first prompt')
      // Claude Code writes the command behind the boundary it brought about: the same messages, two in another order.
      expect(byId(session.messages)).toEqual(byId(await readAgain(session)))
    })

    it('a text, a PDF and an image that were sent along reach the model, and stand in the transcript', async () => {
      bench.model.script([reply(text('Seen.'))])
      const session = bench.open()
      const pixel =
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
      const end = await session.turn('look', [
        { type: 'image', mediaType: 'image/png', data: pixel },
        { type: 'text', name: 'notes.txt', text: 'the tide turns at noon' },
        { type: 'pdf', name: 'chart.pdf', data: pdf }
      ])
      expect(end.outcome).toBe('done')
      expect(promptHeard()).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ type: 'text', text: 'look' }),
          expect.objectContaining({
            type: 'image',
            source: { type: 'base64', media_type: 'image/png', data: pixel }
          }),
          expect.objectContaining({
            type: 'document',
            title: 'notes.txt',
            source: { type: 'text', media_type: 'text/plain', data: 'the tide turns at noon' }
          }),
          expect.objectContaining({
            type: 'document',
            title: 'chart.pdf',
            source: { type: 'base64', media_type: 'application/pdf', data: pdf }
          })
        ])
      )
      await expectSameAsTranscript(session)
    })
  }
)
