import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { PermissionMode } from '../../../shared/session.ts'
import type { AgentOutput } from '../port.ts'
import { GuideStage, projectFolder, told } from '../../../tests/support/guideStage.ts'
import { guideTools } from './guideTools.ts'
import {
  done,
  interrupted,
  prompt,
  said,
  result,
  stopped,
  text,
  use,
  isWindows
} from '../../../tests/support/guideSaid.ts'

describe.skipIf(isWindows)('the guide stays inside the project', () => {
  function stageWithLinks(): GuideStage {
    const outside = projectFolder({ 'secret.txt': 'secret' })
    const stage = new GuideStage({ files: { 'in.txt': 'inside' }, permissionMode: 'bypassPermissions' })
    symlinkSync(outside, path.join(stage.cwd, 'out'))
    symlinkSync(path.join(outside, 'secret.txt'), path.join(stage.cwd, 'leak.txt'))
    symlinkSync(path.join(outside, 'new.txt'), path.join(stage.cwd, 'dangling.txt'))
    symlinkSync('in.txt', path.join(stage.cwd, 'alias.txt'))
    return stage
  }

  test.each([
    'read ../secret.txt',
    'read /etc/hostname',
    'read out/secret.txt',
    'read leak.txt',
    'list ..',
    'list out',
    'list /',
    'write ../evil.txt x',
    'write /tmp/evil-of-skein.txt x',
    'write out/evil.txt x',
    'write out/deep/evil.txt x',
    'write leak.txt x'
  ])('%s is refused with a sentence', async (message) => {
    const stage = stageWithLinks()
    expect(await stage.turn(message)).toEqual(done)
    const [, , error, answer] = told(stage.messages)
    expect(error).toMatch(/^error: `.*` leads out of this project, and I stay inside it\./)
    expect(answer).toBe(error?.replace('error', 'assistant'))
    expect(readFileSync(path.join(stage.cwd, 'leak.txt'), 'utf8')).toBe('secret')
    expect(existsSync(path.join(stage.cwd, 'out', 'evil.txt'))).toBe(false)
    expect(existsSync(path.join(stage.cwd, '..', 'evil.txt'))).toBe(false)
  })

  test('a link that leads nowhere is not written through', async () => {
    const stage = stageWithLinks()
    await stage.turn('write dangling.txt x')
    expect(told(stage.messages)[2]).toMatch(/^error: /)
    expect(existsSync(path.join(stage.cwd, 'out', 'new.txt'))).toBe(false)
  })

  test('a link that stays inside is followed, and an absolute path inside is fine', async () => {
    const stage = stageWithLinks()
    await stage.turn('read alias.txt')
    expect(told(stage.messages)[2]).toBe('result: inside')
    await stage.turn(`read ${path.join(stage.cwd, 'in.txt')}`)
    expect(told(stage.messages).filter((line) => line === 'result: inside')).toHaveLength(2)
  })

  test('a search does not follow links', async () => {
    const stage = stageWithLinks()
    await stage.turn('search secret')
    expect(told(stage.messages)[2]).toBe('result: No matches.')
  })

  test('nobody is asked for what could not be done', async () => {
    const stage = new GuideStage()
    expect(await stage.turn('write ../evil.txt x')).toEqual(done)
    expect(stage.outputs.some(({ type }) => type === 'permission_requested')).toBe(false)
  })
})

describe('permissions', () => {
  const verdicts: [PermissionMode, string, 'allowed' | 'asked' | 'denied'][] = [
    ['default', 'list', 'allowed'],
    ['default', 'read a.txt', 'allowed'],
    ['default', 'search x', 'allowed'],
    ['default', 'write b.txt hi', 'asked'],
    ['default', 'run echo hi', 'asked'],
    ['acceptEdits', 'list', 'allowed'],
    ['acceptEdits', 'write b.txt hi', 'allowed'],
    ['acceptEdits', 'run echo hi', 'asked'],
    ['plan', 'list', 'allowed'],
    ['plan', 'read a.txt', 'allowed'],
    ['plan', 'search x', 'allowed'],
    ['plan', 'write b.txt hi', 'denied'],
    ['plan', 'run echo hi', 'denied'],
    ['bypassPermissions', 'write b.txt hi', 'allowed'],
    ['bypassPermissions', 'run echo hi', 'allowed']
  ]
  test.each(verdicts)('in %s mode, %s is %s', async (permissionMode, message, verdict) => {
    const stage = new GuideStage({ files: { 'a.txt': 'x' }, permissionMode })
    let asked = false
    stage.onOutput = (output) => {
      if (output.type !== 'permission_requested') return
      asked = true
      queueMicrotask(() => stage.run.answer(output.request.id, { behavior: 'deny' }))
    }
    expect(await stage.turn(message)).toEqual(done)
    const isError = told(stage.messages).some((line) => line.startsWith('error: '))
    expect([asked, isError]).toEqual([verdict === 'asked', verdict !== 'allowed'])
    expect(existsSync(path.join(stage.cwd, 'b.txt'))).toBe(
      verdict === 'allowed' && message.startsWith('write')
    )
  })

  test('a write is asked for, and written once it is allowed', async () => {
    const stage = new GuideStage()
    const file = path.join(stage.cwd, 'new', 'b.txt')
    stage.begin('write new/b.txt Grüße 👋')
    const input = { file_path: file, content: 'Grüße 👋' }
    expect(await stage.question()).toEqual({
      id: 'toolu_2',
      toolName: 'Write',
      ...guideTools.factsOf('Write'),
      input,
      title: `Write ${path.join('new', 'b.txt')}`,
      act: { code: 'write', parameters: { subject: path.join('new', 'b.txt') } },
      rules: [{ toolName: 'Write', pattern: file }],
      toolUseId: 'toolu_2',
      kind: 'edit'
    })
    expect(existsSync(file)).toBe(false)
    stage.run.answer('toolu_2', { behavior: 'allow' })
    expect(await stage.ended()).toEqual(done)
    const shown = path.join('new', 'b.txt')
    expect(stage.messages).toEqual([
      prompt('write new/b.txt Grüße 👋'),
      said('msg_guide_1', text('Writing `new/b.txt`.'), use('toolu_2', 'Write', input)),
      result('3', 'toolu_2', `${shown} was created (12 bytes).`),
      said('msg_guide_4', text(`\`${shown}\` was created (12 bytes).`))
    ])
    expect(readFileSync(file, 'utf8')).toBe('Grüße 👋')
  })

  test.skipIf(isWindows)(
    'a command is asked for, and what the person changed is what runs and what is shown',
    async () => {
      const stage = new GuideStage()
      stage.begin('run echo first')
      expect(await stage.question()).toEqual({
        id: 'toolu_2',
        toolName: 'Bash',
        ...guideTools.factsOf('Bash'),
        input: { command: 'echo first' },
        title: 'Run echo first',
        act: { code: 'run', parameters: { subject: 'echo first' } },
        rules: [{ toolName: 'Bash', pattern: 'echo first' }],
        toolUseId: 'toolu_2',
        kind: 'command'
      })
      stage.run.answer('toolu_2', { behavior: 'allow', updatedInput: { command: 'echo second' } })
      expect(await stage.ended()).toEqual(done)
      expect(stage.messages).toEqual([
        prompt('run echo first'),
        said('msg_guide_1', text('Running a command.'), use('toolu_2', 'Bash', { command: 'echo second' })),
        result('3', 'toolu_2', 'second\n'),
        said('msg_guide_4', text('The command is done (exit code 0).'))
      ])
    }
  )

  test.skipIf(isWindows)(
    'what a command writes is shown while it runs, in the place of its result',
    async () => {
      const stage = new GuideStage({ permissionMode: 'bypassPermissions' })
      const isLive = (output: AgentOutput): output is AgentOutput =>
        output.type === 'message_added' && output.message.role === 'user' && output.message.isStreaming
      stage.begin('run echo one; until [ -e go ]; do sleep 0.01; done; echo two; exit 3')
      await stage.until(isLive)
      expect(stage.messages.at(-1)).toEqual({ ...result('3', 'toolu_2', 'one\n'), isStreaming: true })
      writeFileSync(path.join(stage.cwd, 'go'), '')
      expect(await stage.ended()).toEqual(done)
      expect(stage.messages.slice(2)).toEqual([
        result('3', 'toolu_2', 'Exit code 3\none\ntwo\n', true),
        said('msg_guide_4', text('The command ended with exit code 3.'))
      ])
    }
  )

  test('a changed input that cannot be used runs nothing', async () => {
    const stage = new GuideStage()
    stage.begin('run echo first')
    stage.run.answer((await stage.question()).id, { behavior: 'allow', updatedInput: { command: 7 } })
    await stage.ended()
    expect(told(stage.messages)[2]).toMatch(/^error: The changed input cannot be used: input\.command: /)
  })

  test('a changed path is held to the project as well', async () => {
    const stage = new GuideStage()
    stage.begin('write a.txt x')
    const evil = path.join(stage.cwd, '..', 'evil.txt')
    stage.run.answer((await stage.question()).id, {
      behavior: 'allow',
      updatedInput: { file_path: evil, content: 'x' }
    })
    await stage.ended()
    expect(told(stage.messages)[2]).toMatch(/^error: .* leads out of this project/)
    expect(existsSync(evil)).toBe(false)
  })

  test('a denial carries its note, and nothing happens', async () => {
    const stage = new GuideStage()
    stage.begin('run touch made.txt')
    stage.run.answer((await stage.question()).id, { behavior: 'deny', message: 'Not that one.' })
    expect(await stage.ended()).toEqual(done)
    expect(told(stage.messages).slice(2)).toEqual([
      'error: Not that one.',
      'assistant: You did not allow this, so I left everything as it is.'
    ])
    expect(existsSync(path.join(stage.cwd, 'made.txt'))).toBe(false)
  })

  test('a denial that stops the turn ends it there', async () => {
    const stage = new GuideStage()
    stage.begin('run echo x')
    stage.run.answer((await stage.question()).id, { behavior: 'deny', interrupt: true })
    expect(await stage.ended()).toEqual(interrupted)
    expect(stage.messages.slice(2)).toEqual([
      result('3', 'toolu_2', 'You did not allow this.', true),
      stopped('4')
    ])
  })

  test.skipIf(isWindows)('an answer given while the question is still being asked counts', async () => {
    const stage = new GuideStage()
    stage.onOutput = (output) => {
      if (output.type === 'permission_requested') stage.run.answer(output.request.id, { behavior: 'allow' })
    }
    expect(await stage.turn('run echo x')).toEqual(done)
    expect(told(stage.messages)[2]).toBe('result: x\n')
  })

  test('a second answer, and one to another question, change nothing', async () => {
    const stage = new GuideStage()
    stage.begin('write a.txt x')
    const { id } = await stage.question()
    stage.run.answer('another', { behavior: 'allow' })
    stage.run.answer(id, { behavior: 'deny' })
    stage.run.answer(id, { behavior: 'allow' })
    await stage.ended()
    stage.run.answer(id, { behavior: 'allow' })
    expect(existsSync(path.join(stage.cwd, 'a.txt'))).toBe(false)
  })

  test('a mode that is set holds from the next tool on', async () => {
    const stage = new GuideStage()
    stage.run.setPermissionMode('acceptEdits')
    expect(await stage.turn('write a.txt x')).toEqual(done)
    stage.run.setPermissionMode('plan')
    await stage.turn('write a.txt y')
    expect(readFileSync(path.join(stage.cwd, 'a.txt'), 'utf8')).toBe('x')
  })

  test('a folder is never written over', async () => {
    const stage = new GuideStage({ permissionMode: 'acceptEdits' })
    mkdirSync(path.join(stage.cwd, 'folder'))
    await stage.turn('write folder x')
    expect(told(stage.messages)[2]).toBe('error: `folder` is a folder, so I cannot write a file there.')
  })
})
