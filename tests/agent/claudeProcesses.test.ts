import { existsSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ProcessLedger } from '../../electron/agent/processLedger.ts'
import { listProcesses, markedProcesses } from '../../electron/agent/processTable.ts'
import { silentLog } from '../../electron/log.ts'
import { gate, reply, text, toolUse } from '../fakeModel/script.ts'
import { openBench } from './claudeBench.ts'
import type { BenchSession, ClaudeBench } from './claudeBench.ts'
import { whyNoClaude } from './claudeBinary.ts'
import { expectSameAsTranscript } from './sameAsTranscript.ts'
import { handClock } from '../support/handClock.ts'
import { until } from './until.ts'

const sleeper = `node -e "require('fs').writeFileSync('running',String(process.pid));setTimeout(()=>{},60000)"`

describe.skipIf(whyNoClaude !== null)(
  `Claude Code's processes${whyNoClaude ? ` (skipped: ${whyNoClaude})` : ''}`,
  () => {
    let bench: ClaudeBench

    beforeEach(async () => {
      bench = await openBench()
    })
    afterEach(async () => {
      await bench.close()
    })

    /** Starts a shell command that runs on, in a turn that waits for it. */
    async function withRunningShell(
      session: BenchSession
    ): Promise<{ shell: number; claude: number; mark: string }> {
      const file = path.join(bench.project, 'running')
      await rm(file, { force: true })
      session.answering({ behavior: 'allow' })
      session.send('go')
      await until(
        'its shell has written down its number',
        async () => existsSync(file) && (await readFile(file, 'utf8')) !== ''
      )
      const [child] = bench.ledger.running()
      if (!child) throw new Error('nothing runs')
      return { shell: Number(await readFile(file, 'utf8')), claude: child.pid, mark: child.mark }
    }

    it('a killed process fails the turn, takes its shells with it, and the next prompt goes on', async () => {
      bench.model.script([
        reply(text('I run it.'), toolUse('Bash', { command: sleeper })),
        reply(text('Here again.'))
      ])
      const session = bench.open()
      const ended = session.next('turn_ended')
      const { claude, shell, mark } = await withRunningShell(session)
      expect(await isAlive(shell)).toBe(true)
      process.kill(claude, 'SIGKILL')
      const { outcome, error } = await ended
      expect([outcome, error?.code]).toEqual(['failed', 'agent_died'])
      expect(error?.message).toContain('SIGKILL')
      expect([await isAlive(shell), await markedProcesses(mark), bench.ledger.running()]).toEqual([
        false,
        [],
        []
      ])
      expect((await session.turn('and now?')).outcome).toBe('done')
      expect(session.messages.at(-1)?.content).toEqual([{ type: 'text', text: 'Here again.' }])
    })

    it('a process that does not stop when it is asked is ended within seconds', async () => {
      bench.model.script([reply(text('Half'), gate('never')), reply(text('Here again.'))])
      const session = bench.open()
      const ended = session.next('turn_ended')
      session.send('go')
      await bench.model.reached('never')
      const [child] = bench.ledger.running()
      if (!child) throw new Error('nothing runs')
      process.kill(child.pid, 'SIGSTOP')
      session.run.interrupt()
      expect(await ended).toEqual({ type: 'turn_ended', outcome: 'interrupted' })
      expect((await session.turn('again')).outcome).toBe('done')
      expect(await isAlive(child.pid)).toBe(false)
    })

    it('closing in the middle of a turn leaves nothing behind', async () => {
      bench.model.script([reply(toolUse('Bash', { command: sleeper }))])
      const session = bench.open()
      const { claude, shell } = await withRunningShell(session)
      await session.run.close()
      expect(session.outputs.at(-1)).toEqual({ type: 'turn_ended', outcome: 'interrupted' })
      expect([await isAlive(shell), await isAlive(claude), bench.ledger.running()]).toEqual([
        false,
        false,
        []
      ])
      const said = session.outputs.length
      session.run.interrupt()
      session.run.prompt({ id: 'late', text: 'late', attachments: [] })
      expect(session.outputs.length).toBe(said)
    })

    it('a prompt that is stopped before the process runs is not sent', async () => {
      const session = bench.open()
      const ended = session.next('turn_ended')
      session.send('go')
      session.run.interrupt()
      expect(await ended).toEqual({ type: 'turn_ended', outcome: 'interrupted' })
      bench.model.script([reply(text('Only this.'))])
      expect((await session.turn('really go')).outcome).toBe('done')
      expect(bench.model.requests.length).toBe(1)
    })

    it('says that the folder is gone', async () => {
      const cwd = path.join(bench.project, 'gone')
      const ended = await bench.open({ cwd }).turn('go')
      expect([ended.outcome, ended.error?.code]).toEqual(['failed', 'folder_missing'])
      expect(ended.error?.message).toContain(cwd)
    })

    it('is given up after ten minutes of rest and comes back with the next prompt', async () => {
      const clock = handClock(Date.parse('2026-01-01T00:00:00Z'))
      const resting = await openBench({ clock })
      try {
        resting.model.script([reply(text('One.')), reply(text('Two.'))])
        const session = resting.open()
        await session.turn('first')
        clock.advance(9 * 60_000)
        expect(resting.ledger.running().length).toBe(1)
        clock.advance(60_000)
        await until('the process at rest is gone', () => resting.ledger.running().length === 0)
        await session.turn('second')
        await expectSameAsTranscript(session)
      } finally {
        await resting.close()
      }
    })

    it('is not given up while a command runs in the background', async () => {
      const clock = handClock(Date.parse('2026-01-01T00:00:00Z'))
      const working = await openBench({ clock })
      try {
        const command = 'until [ -e stop ]; do sleep 0.1; done'
        working.model.script([
          reply(toolUse('Bash', { command, run_in_background: true })),
          reply(text('It runs.')),
          reply(text('It has ended.'))
        ])
        const session = working.open()
        session.answering({ behavior: 'allow' })
        await session.turn('go')
        clock.advance(60 * 60_000)
        expect(working.ledger.running().length).toBe(1)
        const ended = session.next('turn_ended')
        await writeFile(path.join(working.project, 'stop'), '')
        await ended
        clock.advance(60 * 60_000)
        await until('the process at rest is gone', () => working.ledger.running().length === 0)
      } finally {
        await working.close()
      }
    })

    it('a server that was killed has its agents ended by the next one, shells and all', async () => {
      bench.model.script([reply(toolUse('Bash', { command: sleeper }))])
      const session = bench.open()
      const ended = session.next('turn_ended')
      const { claude, shell } = await withRunningShell(session)
      const next = new ProcessLedger({ dataDir: bench.dataDir, log: silentLog })
      // Its server lives, so it is no orphan.
      expect(await next.reapOrphans()).toBe(0)
      await disown(bench.dataDir)
      expect(await next.reapOrphans()).toBeGreaterThanOrEqual(2)
      expect([await isAlive(shell), await isAlive(claude)]).toEqual([false, false])
      expect(await ended).toMatchObject({ outcome: 'failed', error: { code: 'agent_died' } })
      expect(await next.reapOrphans()).toBe(0)
    })
  }
)

describe('without Claude Code', () => {
  it('says that it was not found and what to do, and fails a turn with the same words', async () => {
    const bench = await openBench({ moduleRoot: null, env: { PATH: '/nowhere' } })
    try {
      const readiness = await bench.agent.check()
      expect(readiness).toEqual({
        ready: false,
        reason: 'Claude Code was not found on this machine.',
        remedy: expect.stringContaining('Install Claude Code'),
        why: { code: 'agent_not_found', parameters: { why: 'missing' } }
      })
      const { outcome, error } = await bench.open().turn('go')
      expect([outcome, error?.code]).toEqual(['failed', 'agent_not_found'])
      expect(error?.message).toContain('Install Claude Code')
    } finally {
      await bench.close()
    }
  })

  it('says that the chosen program does not exist', async () => {
    const bench = await openBench({ claudePath: '/nowhere/claude' })
    try {
      expect(await bench.agent.check()).toMatchObject({
        ready: false,
        reason: expect.stringContaining('/nowhere/claude')
      })
    } finally {
      await bench.close()
    }
  })

  it.skipIf(process.platform === 'win32')(
    'a program that dies at the start fails the turn with its last words',
    async () => {
      const bench = await openBench()
      const claudePath = path.join(bench.project, 'claude')
      await writeFile(claudePath, '#!/bin/sh\necho "no such flag" >&2\nexit 3\n', { mode: 0o755 })
      const broken = await openBench({ claudePath })
      try {
        const session = broken.open()
        const { outcome, error } = await session.turn('go')
        expect([outcome, error?.code]).toEqual(['failed', 'agent_died'])
        expect(error?.message).toContain('no such flag')
        expect(await broken.agent.check()).toMatchObject({ ready: false })
        expect((await session.turn('again')).error?.code).toBe('agent_died')
      } finally {
        await broken.close()
        await bench.close()
      }
    }
  )
})

async function isAlive(pid: number): Promise<boolean> {
  return (await listProcesses()).some((entry) => entry.pid === pid)
}

/** As if the server that wrote the ledger had been killed. */
async function disown(dataDir: string): Promise<void> {
  const file = path.join(dataDir, 'processes.json')
  const text = await readFile(file, 'utf8')
  await writeFile(
    file,
    text.replaceAll(/"owner":\{"pid":\d+,"identity":"[^"]*"\}/g, '"owner":{"pid":1,"identity":"gone"}')
  )
}
