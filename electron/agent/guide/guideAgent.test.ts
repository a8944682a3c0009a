import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { PermissionMode, SessionMessage } from '../../../shared/session.ts'
import type { AgentOutput } from '../port.ts'
import { attachmentText, countedWords } from './guideTexts.ts'
import { GuideStage, now, projectFolder, told } from '../../../tests/support/guideStage.ts'
import { en } from './words/en.ts'
import { guideTools } from './guideTools.ts'

const done = { type: 'turn_ended', outcome: 'done' }
const interrupted = { type: 'turn_ended', outcome: 'interrupted' }
const isAppend = (output: AgentOutput): output is Extract<AgentOutput, { type: 'stream_output' }> =>
  output.type === 'stream_output' && 'append' in output

function prompt(text: string, n = 1): SessionMessage {
  return { id: `p${n}`, role: 'user', content: [{ type: 'text', text }], createdAt: now, isStreaming: false }
}
function said(id: string, ...content: SessionMessage['content']): SessionMessage {
  return { id, role: 'assistant', content, createdAt: now, isStreaming: false }
}
function result(id: string, toolUseId: string, content: string, isError = false): SessionMessage {
  return {
    id,
    role: 'user',
    content: [
      guideTools.readResult({ type: 'tool_result', tool_use_id: toolUseId, content, is_error: isError })
    ],
    createdAt: now,
    isStreaming: false
  }
}
function stopped(id: string): SessionMessage {
  return {
    id,
    role: 'system',
    notice: 'interrupted',
    content: [{ type: 'text', text: 'You stopped this turn.' }],
    told: { code: 'turn_stopped' },
    createdAt: now,
    isStreaming: false
  }
}
const text = (value: string): SessionMessage['content'][number] => ({ type: 'text', text: value })
const use = (id: string, name: string, input: unknown): SessionMessage['content'][number] => ({
  type: 'tool_use',
  id,
  name,
  input,
  ...guideTools.factsOf(name)
})

describe('the guide answers', () => {
  test.each([
    ['help', en.help],
    ['what is this?', en.unknown],
    ['read', 'I need a little more for that: `read <path>`.'],
    ['say 60 words', countedWords(60)],
    ['say 1 word', 'Each']
  ])('%s in one streamed message', async (message, answer) => {
    const stage = new GuideStage()
    expect(await stage.turn(message)).toEqual(done)
    expect(stage.messages).toEqual([prompt(message), said('msg_guide_1', text(answer))])
  })

  test.each([1, 39, 40, 41, 500])('say %i words with exactly that many', (count) => {
    expect(countedWords(count).split(/\s+/)).toHaveLength(count)
  })

  test('word by word', async () => {
    const stage = new GuideStage()
    await stage.turn('say 5 words')
    expect(stage.outputs.slice(1)).toEqual([
      { type: 'message_added', message: { ...said('msg_guide_1'), isStreaming: true } },
      { type: 'stream_output', messageId: 'msg_guide_1', index: 0, block: text('Each ') },
      ...['word ', 'arrives ', 'on ', 'its'].map((append) => ({
        type: 'stream_output',
        messageId: 'msg_guide_1',
        index: 0,
        append
      })),
      done
    ])
  })

  test('with a failure when it is asked for one, and goes on afterwards', async () => {
    const stage = new GuideStage()
    expect(await stage.turn('fail')).toEqual({
      type: 'turn_ended',
      outcome: 'failed',
      error: {
        code: 'guide_failed',
        message: 'This turn failed because you asked for it. Send another message to go on.'
      }
    })
    expect(await stage.turn('say 1 word')).toEqual(done)
    expect(stage.messages).toEqual([
      prompt('fail'),
      said('msg_guide_1', text(en.fail)),
      prompt('say 1 word', 2),
      said('msg_guide_2', text('Each'))
    ])
  })

  test('that it cannot see images, and carries out the command beside them', async () => {
    const stage = new GuideStage()
    const image = { type: 'image', mediaType: 'image/png', data: 'AAAA' } as const
    await stage.turn('say 1 word', [image])
    expect(stage.messages.slice(1)).toEqual([
      said('msg_guide_1', text(attachmentText([image])), text('Each'))
    ])
  })

  test('nothing when the folder is gone, and says what to do', async () => {
    const cwd = projectFolder()
    rmSync(cwd, { recursive: true })
    const stage = new GuideStage({ cwd })
    expect(await stage.turn('list')).toEqual({
      type: 'turn_ended',
      outcome: 'failed',
      error: {
        code: 'folder_missing',
        message: expect.stringContaining(cwd),
        parameters: { folder: cwd }
      }
    })
    expect(stage.messages).toEqual([prompt('list')])
  })
})

describe('the guide looks', () => {
  const files = {
    'README.md': '# Hi\nsecond line\n',
    'src/b.ts': 'const Needle = 1\n',
    'src/a.ts': 'x\n  needle // 针 👋\n',
    'node_modules/m/index.js': 'needle',
    '.git/HEAD': 'needle',
    empty: ''
  }

  test('into a folder', async () => {
    const stage = new GuideStage({ files })
    expect(await stage.turn('list')).toEqual(done)
    expect(stage.messages).toEqual([
      prompt('list'),
      said('msg_guide_1', text('Listing `.`.'), use('toolu_2', 'LS', { path: stage.cwd })),
      result('3', 'toolu_2', '.git/\nnode_modules/\nsrc/\nREADME.md\nempty'),
      said('msg_guide_4', text('`.` holds 3 folders and 2 files.'))
    ])
  })

  test('into a file', async () => {
    const stage = new GuideStage({ files })
    expect(await stage.turn('read README.md')).toEqual(done)
    expect(stage.messages).toEqual([
      prompt('read README.md'),
      said(
        'msg_guide_1',
        text('Reading `README.md`.'),
        use('toolu_2', 'Read', { file_path: path.join(stage.cwd, 'README.md') })
      ),
      result('3', 'toolu_2', '# Hi\nsecond line\n'),
      said('msg_guide_4', text('`README.md` has 2 lines (17 bytes).'))
    ])
  })

  test('for a text in every file but those of others', async () => {
    const stage = new GuideStage({ files })
    expect(await stage.turn('search NEEDLE')).toEqual(done)
    expect(stage.messages).toEqual([
      prompt('search NEEDLE'),
      said(
        'msg_guide_1',
        text('Searching the project for “NEEDLE”.'),
        use('toolu_2', 'Grep', { pattern: 'NEEDLE', path: stage.cwd })
      ),
      result(
        '3',
        'toolu_2',
        `${path.join('src', 'a.ts')}:2:needle // 针 👋\n${path.join('src', 'b.ts')}:1:const Needle = 1`
      ),
      said('msg_guide_4', text('“NEEDLE” is in 2 lines of 2 files, of 4 files I looked through.'))
    ])
  })

  test.each([
    ['read nothing.txt', 'There is no `nothing.txt` in this project. Type `list` to see what there is.'],
    ['list README.md', '`README.md` is a file. Type `read README.md` to see it.'],
    ['read src', '`src` is a folder. Type `list src` to see what is in it.'],
    ['read README.md/x', '`README.md/x` goes through a file as if it were a folder.'],
    ['read a\0b', '`a\0b` could not be used (ERR_INVALID_ARG_VALUE).']
  ])('%j is told as an error and the turn ends well', async (message, sentence) => {
    const stage = new GuideStage({ files })
    expect(await stage.turn(message)).toEqual(done)
    expect(told(stage.messages).slice(2)).toEqual([`error: ${sentence}`, `assistant: ${sentence}`])
  })

  test.each([
    ['list src', 'b.ts'],
    ['read empty', '`empty` is empty.'],
    ['search nowhere', 'I looked through 4 files and did not find “nowhere”.']
  ])('%s says what there is', async (message, expected) => {
    const stage = new GuideStage({ files })
    await stage.turn(message)
    expect(told(stage.messages).join('\n')).toContain(expected)
  })
})

/** Making links takes a privilege there; and its shell ends lines in its own way. */
const isWindows = process.platform === 'win32'

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

describe('closing', () => {
  test('ends the running turn, and nothing is said afterwards', async () => {
    const stage = new GuideStage()
    stage.begin('say 5000 words')
    await stage.until(isAppend)
    await stage.agent.close()
    expect(stage.outputs.at(-1)).toEqual(interrupted)
    const { length } = stage.outputs
    stage.run.prompt({ id: 'p9', text: 'help', attachments: [] })
    stage.run.interrupt()
    await stage.run.close()
    expect(stage.outputs).toHaveLength(length)
    expect(stage.clock.waiting).toBe(0)
  })

  test('a prompt in the middle of a turn is not a second turn', async () => {
    const logged: string[] = []
    const log = {
      debug: () => undefined,
      info: () => undefined,
      warn: () => undefined,
      error: (_: object, message: string) => logged.push(message)
    }
    const stage = new GuideStage({ log })
    stage.begin('say 3 words')
    stage.run.prompt({ id: 'x', text: 'help', attachments: [] })
    await stage.ended()
    expect(stage.messages).toEqual([prompt('say 3 words'), said('msg_guide_1', text('Each word arrives'))])
    expect(logged).toEqual(['the guide was prompted in the middle of a turn'])
  })
})

test('it can always run and has no model to choose', async () => {
  const stage = new GuideStage()
  expect(await stage.agent.check()).toEqual({ ready: true, version: null, path: null })
  expect([stage.agent.id, stage.agent.transcripts, stage.agent.options.models]).toEqual(['guide', null, []])
  stage.run.setModel(null)
  writeFileSync(path.join(stage.cwd, 'a'), '')
  expect(stage.outputs).toEqual([])
})
