import { describe, expect, test } from 'vitest'
import { parseHeadlessFlags } from './headlessFlags.ts'

describe('the flags of browser mode', () => {
  test('are all optional', () => {
    expect(parseHeadlessFlags([])).toEqual({ kind: 'run', port: null, data: null, agent: null })
  })

  test('are taken with a space or an equals sign', () => {
    expect(parseHeadlessFlags(['--port', '0', '--data=/srv/skein', '--agent', 'guide'])).toEqual({
      kind: 'run',
      port: 0,
      data: '/srv/skein',
      agent: 'guide'
    })
  })

  test('may name any ACP agent', () => {
    expect(parseHeadlessFlags(['--agent', 'acp:gemini'])).toMatchObject({ agent: 'acp:gemini' })
  })

  test('ask for help or the version', () => {
    expect([parseHeadlessFlags(['--help']), parseHeadlessFlags(['-v'])]).toEqual([
      { kind: 'help' },
      { kind: 'version' }
    ])
  })

  test.each([
    [['--port', 'http'], '--port takes a number from 0 to 65535, not "http". --help lists the flags.'],
    [['--port', '65536'], '--port takes a number from 0 to 65535, not "65536". --help lists the flags.'],
    [['--port=-1'], '--port takes a number from 0 to 65535, not "-1". --help lists the flags.'],
    [['--port', ''], '--port takes a number from 0 to 65535, not "". --help lists the flags.'],
    [['--data', ''], '--data takes the path of a folder. --help lists the flags.'],
    [
      ['--agent', 'parrot'],
      '--agent takes claude, guide or acp:<name>, not "parrot". --help lists the flags.'
    ],
    [['--colour'], "Unknown option '--colour'. --help lists the flags."],
    [['--port'], "Option '--port <value>' argument missing. --help lists the flags."]
  ])('%j is answered with a sentence', (args, sentence) => {
    expect(parseHeadlessFlags(args)).toEqual({ kind: 'wrong', sentence })
  })
})
