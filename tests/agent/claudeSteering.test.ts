/** Going back, forking, offering, being asked: the real Claude Code against the fake model. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { placeBefore } from '../../electron/transcript/branches.ts'
import { readPage } from '../../electron/transcript/readPage.ts'
import type { SessionMessage } from '../../shared/session.ts'
import { reply, text, toolUse } from '../fakeModel/script.ts'
import { openBench } from './claudeBench.ts'
import type { BenchSession, ClaudeBench } from './claudeBench.ts'
import { whyNoClaude } from './claudeBinary.ts'

/** What a person and the agent said, without tools. */
function said(messages: readonly SessionMessage[]): string[] {
  return messages.flatMap(({ role, content }) =>
    content.flatMap((block) => (block.type === 'text' ? [`${role}: ${block.text}`] : []))
  )
}

/** The record after which a prompt stands, as the session host asks for it. */
async function before(session: BenchSession, messageId: string): Promise<string | null> {
  const place = await placeBefore(session.transcript, messageId)
  if (place.kind !== 'found') throw new Error(place.kind)
  return place.at
}

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

    it('offers the commands and models it really has, without a turn and without a transcript', async () => {
      const offer = await bench.agent.offer({ cwd: bench.project, trusted: false })
      expect(offer.commands.map(({ name }) => name)).toEqual(expect.arrayContaining(['compact', 'context']))
      expect(offer.models.length).toBeGreaterThan(1)
      expect(offer.models.map(({ id }) => id)).not.toContain('default')
      expect(bench.model.requests).toEqual([])
      expect(existsSync(path.join(bench.home, '.claude', 'projects', 'x'))).toBe(false)
      // Kept: the same answer without another process.
      expect(await bench.agent.offer({ cwd: bench.project, trusted: false })).toEqual(offer)
    })

    it('a question is put to the person, and the model gets the answer', async () => {
      const question = {
        question: 'Which colour?',
        header: 'Colour',
        multiSelect: false,
        options: [
          { label: 'Red', description: 'warm' },
          { label: 'Blue', description: 'cold' }
        ]
      }
      bench.model.script([
        reply(toolUse('AskUserQuestion', { questions: [question] })),
        reply(text('Blue it is.'))
      ])
      const session = bench.open()
      const asked = session.answering({
        behavior: 'allow',
        updatedInput: { questions: [question], answers: { 'Which colour?': 'Blue' } }
      })
      expect((await session.turn('ask me')).outcome).toBe('done')
      expect(asked.map(({ toolName, rules }) => ({ toolName, rules }))).toEqual([
        { toolName: 'AskUserQuestion', rules: [] }
      ])
      expect(heard()).toContain('Blue')
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

    it('a text and an image that were sent along reach the model', async () => {
      bench.model.script([reply(text('Seen.'))])
      const session = bench.open()
      const pixel =
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
      const end = await session.turn('look', [
        { type: 'image', mediaType: 'image/png', data: pixel },
        { type: 'text', name: 'notes.txt', text: 'the tide turns at noon' }
      ])
      expect(end.outcome).toBe('done')
      expect(heard()).toContain('the tide turns at noon')
      expect(heard()).toContain('image/png')
    })
  }
)
