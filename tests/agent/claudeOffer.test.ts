/** What Claude Code says it has, asked of a process of its own. */
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { gate, reply, text } from '../fakeModel/script.ts'
import { openBench } from './claudeBench.ts'
import type { ClaudeBench } from './claudeBench.ts'
import { whyNoClaude } from './claudeBinary.ts'
import { writeStubProgram } from './stubProgram.ts'
import { handClock } from '../support/handClock.ts'
import { until } from './until.ts'

describe.skipIf(whyNoClaude !== null)(
  `What Claude Code offers${whyNoClaude ? ` (skipped: ${whyNoClaude})` : ''}`,
  () => {
    let bench: ClaudeBench

    beforeEach(async () => {
      bench = await openBench()
    })
    afterEach(async () => {
      await bench.close()
    })

    const here = () => ({ cwd: bench.project, trusted: false })

    it('is its real commands and models, asked without a word to the model and without a transcript', async () => {
      const offer = await bench.agent.offer(here())
      expect(offer.commands).toContainEqual({
        name: 'compact',
        description: expect.stringMatching(/\w/),
        argumentHint: expect.any(String)
      })
      expect(offer.models.map(({ id }) => id)).toEqual(expect.arrayContaining(['opus', 'sonnet', 'haiku']))
      expect(offer.models.map(({ id }) => id)).not.toContain('default')
      expect(bench.model.requests).toEqual([])
      expect(existsSync(path.join(bench.home, '.claude', 'projects'))).toBe(false)
    })

    it('is asked once, and the process that was asked is gone soon', async () => {
      const offer = await bench.agent.offer(here())
      await until('the process that was asked is gone', () => bench.ledger.running().length === 0)
      expect(await bench.agent.offer(here())).toEqual(offer)
      expect(bench.ledger.running()).toEqual([])
    })

    it('holds a model that answers once it is chosen', async () => {
      bench.model.script([reply(text('One.')), reply(text('Two.'))])
      const { models } = await bench.agent.offer(here())
      const session = bench.open({ model: models.find(({ id }) => id === 'opus')?.id ?? '' })
      await session.turn('one')
      session.run.setModel(models.find(({ id }) => id === 'haiku')?.id ?? '')
      await session.turn('two')
      const Body = z.object({ model: z.string() })
      expect(bench.model.requests.map(({ body }) => Body.parse(body).model)).toEqual([
        expect.stringContaining('opus'),
        expect.stringContaining('haiku')
      ])
    })

    it("holds a project's own commands once the project is trusted", async () => {
      const folder = path.join(bench.project, '.claude', 'commands')
      await mkdir(folder, { recursive: true })
      await writeFile(
        path.join(folder, 'tidy.md'),
        '---\ndescription: Tidies up\nargument-hint: <where>\n---\nTidy up $ARGUMENTS.\n'
      )
      const tidy = {
        name: 'tidy',
        description: expect.stringContaining('Tidies up'),
        argumentHint: '<where>'
      }
      expect((await bench.agent.offer(here())).commands).not.toContainEqual(tidy)
      const trusting = await bench.agent.offer({ ...here(), trusted: true })
      expect(trusting.commands).toContainEqual(tidy)
    })

    it('may be asked for while a session is at work in the same folder', async () => {
      bench.model.script([reply(text('Beginning.'), gate('half'), text('End.'))])
      const session = bench.open()
      const ended = session.next('turn_ended')
      session.send('go')
      await bench.model.reached('half')
      expect((await bench.agent.offer(here())).commands).not.toEqual([])
      bench.model.open('half')
      expect((await ended).outcome).toBe('done')
    })
  }
)

describe('an offer without Claude Code', () => {
  const usual = ['opus', 'sonnet', 'haiku']

  it('is the usual models', async () => {
    const bench = await openBench({ claudePath: '/nowhere/claude' })
    try {
      const { commands, models } = await bench.agent.offer({ cwd: bench.project, trusted: false })
      expect([commands, models.map(({ id }) => id)]).toEqual([[], usual])
    } finally {
      await bench.close()
    }
  })

  it.skipIf(process.platform === 'win32')(
    'is the usual models when the program says nothing for fifteen seconds, and it is ended',
    async () => {
      const program = await writeStubProgram({ prompts: [], deafTo: ['initialize'] })
      const clock = handClock(Date.parse('2026-01-01T00:00:00Z'))
      const bench = await openBench({ claudePath: program.path, clock })
      try {
        const offer = bench.agent.offer({ cwd: bench.project, trusted: false })
        await until('a process is asked', () => bench.ledger.running().length === 1)
        await until('somebody waits for its answer', () => clock.isWaitingFor(15_000))
        clock.advance(15_000)
        expect((await offer).models.map(({ id }) => id)).toEqual(usual)
        await until('the process that was asked is gone', () => {
          clock.advance(2_500)
          return bench.ledger.running().length === 0
        })
      } finally {
        await bench.close()
        await program.remove()
      }
    }
  )
})
