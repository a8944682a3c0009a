import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { attachmentText, countedWords } from './guideTexts.ts'
import { GuideStage, projectFolder, told } from '../../../tests/support/guideStage.ts'
import { en } from './words/en.ts'
import {
  done,
  interrupted,
  isAppend,
  prompt,
  said,
  result,
  text,
  use
} from '../../../tests/support/guideSaid.ts'

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
