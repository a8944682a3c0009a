/** Skein lets go of Claude Code in the middle of its work: nothing more is asked of the model, nothing more is written. */
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { reply, text, toolUse } from '../fakeModel/script.ts'
import type { StepInput } from '../fakeModel/script.ts'
import { openBench } from './claudeBench.ts'
import type { BenchSession, ClaudeBench } from './claudeBench.ts'
import { whyNoClaude } from './claudeBinary.ts'
import { readAgain, withoutTime } from './sameAsTranscript.ts'
import { until } from './until.ts'

/** What the model would say if it were asked once more. */
const unseen = 'Nobody has seen this.'

describe.skipIf(whyNoClaude !== null)(
  `Claude Code is let go of at work${whyNoClaude ? ` (skipped: ${whyNoClaude})` : ''}`,
  () => {
    let bench: ClaudeBench

    beforeEach(async () => {
      bench = await openBench()
    })
    afterEach(async () => {
      await bench.close()
    })

    function scripted(...steps: StepInput[]): void {
      bench.model.script([reply(text('I do it.'), ...steps), reply(text(unseen))])
    }

    /** What was on screen, and nothing else, is in the transcript; the model was asked once. */
    async function expectNothingMore(session: BenchSession): Promise<void> {
      expect(bench.model.requests.length).toBe(1)
      const shown = session.messages.map(withoutTime)
      const written = (await readAgain(session)).map(withoutTime)
      expect(written).toEqual(shown.slice(0, written.length))
      expect(await readFile(session.transcript, 'utf8')).not.toContain(unseen)
      expect(await readFile(session.transcript, 'utf8')).not.toContain('tool_result')
      expect(bench.ledger.running()).toEqual([])
    }

    it('while it asks for a command, whose request is withdrawn when it is gone; and goes on with the next prompt', async () => {
      scripted(toolUse('Bash', { command: 'mkdir made' }))
      const session = bench.open()
      const asked = session.next('permission_requested')
      session.send('go')
      const { request } = await asked
      await session.run.close()
      expect(session.outputs.slice(-2)).toEqual([
        { type: 'permission_withdrawn', requestId: request.id },
        { type: 'turn_ended', outcome: 'interrupted' }
      ])
      await expectNothingMore(session)
      expect(existsSync(path.join(bench.project, 'made'))).toBe(false)
      const again = bench.open({ sessionId: session.id })
      expect((await again.turn('and now?')).outcome).toBe('done')
      expect(again.messages.at(-1)?.content).toEqual([{ type: 'text', text: unseen }])
    })

    it('while a question for the person is open', async () => {
      const options = [
        { label: 'One', description: '1' },
        { label: 'Two', description: '2' }
      ]
      const questions = [{ question: 'Which?', header: 'Which', multiSelect: false, options }]
      scripted(toolUse('AskUserQuestion', { questions }))
      const session = bench.open()
      const asked = session.next('permission_requested')
      session.send('go')
      await asked
      await session.run.close()
      expect(session.outputs.at(-1)).toEqual({ type: 'turn_ended', outcome: 'interrupted' })
      await expectNothingMore(session)
    })

    it('while a command runs that is about to end', async () => {
      scripted(toolUse('Bash', { command: 'touch running; until [ -e go-on ]; do sleep 0.05; done' }))
      const session = bench.open()
      session.answering({ behavior: 'allow' })
      session.send('go')
      await until('its command runs', () => existsSync(path.join(bench.project, 'running')))
      const closed = session.run.close()
      await writeFile(path.join(bench.project, 'go-on'), '')
      await closed
      expect(bench.model.requests.length).toBe(1)
      expect(await readFile(session.transcript, 'utf8')).not.toContain(unseen)
      expect(bench.ledger.running()).toEqual([])
    })
  }
)
