import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { AgentOutput } from '../port.ts'
import { GuideStage } from '../../../tests/support/guideStage.ts'
import {
  done,
  interrupted,
  isAppend,
  prompt,
  said,
  result,
  stopped,
  text,
  isWindows
} from '../../../tests/support/guideSaid.ts'

describe('interrupting', () => {
  test('while it talks keeps what was said', async () => {
    const stage = new GuideStage()
    stage.begin('say 5000 words')
    await stage.until(isAppend)
    stage.run.interrupt()
    stage.run.interrupt()
    expect(await stage.ended()).toEqual(interrupted)
    expect(stage.messages).toEqual([
      prompt('say 5000 words'),
      said('msg_guide_1', text('Each word ')),
      stopped('2')
    ])
  })

  test('before it has begun', async () => {
    const stage = new GuideStage()
    stage.begin('help')
    stage.run.interrupt()
    expect(await stage.ended()).toEqual(interrupted)
    expect(stage.messages).toEqual([prompt('help'), stopped('1')])
  })

  test('while it waits for an answer withdraws the question', async () => {
    const stage = new GuideStage()
    stage.begin('run touch made.txt')
    const { id } = await stage.question()
    stage.run.interrupt()
    stage.run.answer(id, { behavior: 'allow' })
    expect(await stage.ended()).toEqual(interrupted)
    expect(stage.outputs.slice(-4)).toEqual([
      { type: 'permission_withdrawn', requestId: id },
      { type: 'message_added', message: result('3', 'toolu_2', 'Stopped before it was done.', true) },
      { type: 'message_added', message: stopped('4') },
      interrupted
    ])
    expect(stage.permissions).toEqual([])
    expect(existsSync(path.join(stage.cwd, 'made.txt'))).toBe(false)
  })

  test('while it searches', async () => {
    const stage = new GuideStage({ files: { 'a.txt': 'x' } })
    stage.onOutput = (output) => {
      const isUse = output.type === 'stream_output' && 'block' in output && output.block.type === 'tool_use'
      if (isUse) stage.run.interrupt()
    }
    expect(await stage.turn('search x')).toEqual(interrupted)
    expect(stage.messages.slice(2)).toEqual([
      result('3', 'toolu_2', 'Stopped before it was done.', true),
      stopped('4')
    ])
  })

  test('between a result and its conclusion', async () => {
    const stage = new GuideStage({ files: { 'a.txt': 'x' } })
    stage.onOutput = (output) => {
      if (output.type === 'message_added' && output.message.id === '3') stage.run.interrupt()
    }
    expect(await stage.turn('read a.txt')).toEqual(interrupted)
    expect(stage.messages.slice(2)).toEqual([result('3', 'toolu_2', 'x'), stopped('4')])
  })

  test('when nothing runs, and after it the next turn goes its way', async () => {
    const stage = new GuideStage()
    stage.run.interrupt()
    expect(stage.outputs).toEqual([])
    expect(await stage.turn('say 1 word')).toEqual(done)
    stage.run.interrupt()
    expect(await stage.turn('say 1 word')).toEqual(done)
  })

  test.skipIf(isWindows)('while a command runs ends the command and keeps its output', async () => {
    const stage = new GuideStage({ permissionMode: 'bypassPermissions' })
    stage.begin('run echo started; touch ready; sleep 100')
    await stage.until(
      (output): output is AgentOutput =>
        output.type === 'stream_output' && 'block' in output && output.block.type === 'tool_use'
    )
    await expect.poll(() => existsSync(path.join(stage.cwd, 'ready'))).toBe(true)
    stage.run.interrupt()
    expect(await stage.ended()).toEqual(interrupted)
    expect(stage.messages.slice(2)).toEqual([
      result('3', 'toolu_2', 'Stopped before it was done\nstarted\n', true),
      stopped('4')
    ])
    expect(stage.clock.waiting).toBe(0)
  })
})
