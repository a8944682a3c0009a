import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Branches, Deletion } from '../../shared/steering.ts'
import { FindResult } from '../../shared/find.ts'
import { SessionList } from '../../shared/protocol.ts'
import { SessionSummary } from '../../shared/session.ts'
import { SessionUsage } from '../../shared/usage.ts'
import { reply, text } from '../fakeModel/script.ts'
import { whyNoClaude } from './claudeBinary.ts'
import { ClaudeServer, told } from './claudeServer.ts'
import type { ClaudeWindow } from './claudeServer.ts'

const line = 'cleared: The context was cleared. What follows begins anew.'

describe.skipIf(whyNoClaude !== null)(
  `a session whose context was cleared${whyNoClaude ? ` (skipped: ${whyNoClaude})` : ''}`,
  () => {
    let server: ClaudeServer

    beforeEach(async () => {
      server = await ClaudeServer.start()
    })
    afterEach(async () => {
      await server.stop()
    })

    /** What the model was sent with the newest request, as one text. */
    const asked = (): string => JSON.stringify(server.model.requests.at(-1)?.body)

    async function clearedSession(command: string): Promise<ClaudeWindow> {
      server.model.script([reply(text('One.')), reply(text('Two.'))])
      const window = await server.open()
      await window.turn('the first talk')
      await window.turn(command)
      await window.turn('the second talk')
      return window
    }

    const whole = (command: string): string[] => [
      'user: the first talk',
      'assistant: One.',
      `user: ${command}`,
      line,
      'user: the second talk',
      'assistant: Two.'
    ]

    it('goes on in one session, with a line between, live and after a restart', async () => {
      const window = await clearedSession('/clear')
      expect(asked()).not.toContain('the first talk')
      // What a terminal has to be told to go on where the session does.
      const { conversation } = await window.summary()
      expect(conversation).toBeDefined()
      expect(conversation).not.toBe(window.id)
      const live = await window.messages()
      expect(told(live)).toEqual(whole('/clear'))
      await server.restart()
      const again = await server.window(window.id)
      expect((await again.summary()).conversation).toBe(conversation)
      expect((await again.messages(1)).map(({ id }) => id)).toEqual(live.map(({ id }) => id))
      expect(told(await again.messages(50))).toEqual(whole('/clear'))
      server.model.script([reply(text('Three.'))])
      await again.turn('the third talk')
      expect(asked()).toContain('the second talk')
      expect(asked()).not.toContain('the first talk')
      expect(told(await again.messages(2))).toEqual([
        ...whole('/clear'),
        'user: the third talk',
        'assistant: Three.'
      ])
    })

    it('is counted, found, exported and deleted as the one session it is', async () => {
      const window = await clearedSession('/new')
      await server.restart()
      const again = await server.window(window.id)
      const { metadata } = await again.summary()
      expect([metadata.totalTokens, metadata.firstMessagePreview]).toEqual([30, 'the first talk'])
      const usage = SessionUsage.parse(await server.ask('GET', `${again.path}/usage`))
      expect(usage.models.map(({ input, output }) => [input, output])).toEqual([[20, 10]])
      const list = SessionList.parse(await server.ask('GET', server.sessionsPath))
      expect(list.sessions.map(({ id }) => id)).toEqual([window.id])
      for (const words of ['first talk', 'second talk']) {
        const found = FindResult.parse(await server.ask('GET', `${again.path}/find?query=${words}`))
        expect([words, found.total]).toEqual([words, 1])
      }
      const exported = JSON.stringify(
        await server.ask('POST', `${again.path}/export`, {
          format: 'json',
          maskSecrets: false,
          maskHome: false
        })
      )
      expect(exported).toContain('the first talk')
      expect(exported).toContain('the second talk')
      const deletion = Deletion.parse(await server.ask('GET', `${again.path}/deletion`))
      expect(deletion.keeps).toHaveLength(2)
    })

    it('is one session also when the database is lost', async () => {
      const window = await clearedSession('/reset')
      await server.restart(async () => {
        for (const name of ['skein.db-wal', 'skein.db-shm'])
          await rm(path.join(server.data, name), { force: true })
        await writeFile(path.join(server.data, 'skein.db'), 'no database any more')
      })
      const again = await server.reopened(window.id)
      const list = SessionList.parse(await server.ask('GET', server.sessionsPath))
      expect(list.sessions.map(({ id, metadata }) => [id, metadata.totalTokens])).toEqual([[window.id, 30]])
      expect(told(await again.messages())).toEqual(whole('/reset'))
    })

    it('goes back before it was cleared, and forth again', async () => {
      const window = await clearedSession('/clear')
      const messages = await window.messages()
      const [first, , clear] = messages
      await server.ask('POST', `${window.path}/rewind`, { messageId: clear?.id, place: 'before' })
      server.model.script([reply(text('Three.'))])
      await window.turn('the third talk')
      expect(asked()).toContain('the first talk')
      expect(asked()).not.toContain('the second talk')
      expect(told(await window.messages())).toEqual([
        'user: the first talk',
        'assistant: One.',
        'user: the third talk',
        'assistant: Three.'
      ])
      expect((await window.summary()).metadata.totalTokens).toBe(45)
      const { points } = Branches.parse(await server.ask('GET', `${window.path}/branches`))
      expect(points.map(({ prompts }) => prompts)).toEqual([[clear?.id, expect.any(String)]])
      await server.ask('POST', `${window.path}/rewind`, { messageId: clear?.id, place: 'through' })
      expect(told(await window.messages())).toEqual(whole('/clear'))
      expect(first?.id).toBe((await window.messages())[0]?.id)
    })

    it('is forked with what came before', async () => {
      const window = await clearedSession('/clear')
      const last = (await window.messages()).at(-1)
      const fork = SessionSummary.parse(
        await server.ask('POST', `${window.path}/fork`, { messageId: last?.id })
      )
      const forked = await server.window(fork.id)
      expect(told(await forked.messages())).toEqual([
        'user: the first talk',
        'assistant: One.',
        'user: /clear',
        line,
        'user: the second talk',
        'assistant: Two.'
      ])
      server.model.script([reply(text('Three.'))])
      await forked.turn('the third talk')
      expect(asked()).toContain('the second talk')
      expect(asked()).not.toContain('the first talk')
      expect(told(await window.messages())).toEqual(whole('/clear'))
    })
  }
)
