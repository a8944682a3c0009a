import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { BrowserGone, CdpPipe } from './cdpPipe.ts'
import { IpcMain } from './ipcMain.ts'
import { readLaunchLine } from './launchLine.ts'
import { plainValue } from './plainValue.ts'

test("the command line is read as Playwright writes Electron's", () => {
  const args = [
    '-r',
    '/loader.js',
    '--no-sandbox',
    '--inspect=0',
    '--remote-debugging-port=0',
    '.',
    '--user-data-dir=/tmp/a=b'
  ]
  expect(readLaunchLine(args)).toEqual({
    requires: ['/loader.js'],
    app: '.',
    switches: new Map([
      ['no-sandbox', ''],
      ['inspect', '0'],
      ['remote-debugging-port', '0'],
      ['user-data-dir', '/tmp/a=b']
    ])
  })
})

describe('what crosses between processes', () => {
  test.each([[null], [undefined], ['text'], [1.5], [true], [['a', { b: [null] }]]])(
    '%j is passed on',
    (value) => {
      expect(plainValue(value)).toEqual(value)
    }
  )

  test.each([
    ['a function', () => 1],
    ['a function inside', { inner: () => 1 }],
    ['a symbol', Symbol('s')],
    ['a bigint', 1n],
    ['not a number', Number.NaN],
    ['a map', new Map()],
    ['an error in a list', [new Error('x')]]
  ])('%s is refused', (_name, value) => {
    expect(() => plainValue(value)).toThrow('An object could not be cloned.')
  })
})

describe('the protocol over a pipe', () => {
  function connect(): { pipe: CdpPipe; input: PassThrough; output: PassThrough } {
    const input = new PassThrough()
    const output = new PassThrough()
    return { pipe: new CdpPipe(input, output), input, output }
  }

  test('a command is answered by the message with its id, however it is cut', async () => {
    const { pipe, input, output } = connect()
    const answer = pipe.send('Page.enable', { a: 1 }, 'S')
    const [written] = await once(output, 'data')
    expect(String(written)).toBe('{"id":1,"method":"Page.enable","params":{"a":1},"sessionId":"S"}\0')
    for (const part of ['{"id":1,"res', 'ult":{"ok":true}}', '\0']) input.write(part)
    expect(await answer).toEqual({ ok: true })
  })

  test('an error names the command', async () => {
    const { pipe, input } = connect()
    const answer = pipe.send('Page.navigate')
    input.write('{"id":1,"error":{"message":"not allowed"}}\0')
    await expect(answer).rejects.toThrow('Page.navigate: not allowed')
  })

  test('an event is heard in its own session only', async () => {
    const { pipe, input } = connect()
    const heard: unknown[] = []
    pipe.on('Page.loaded', (params) => heard.push(params), 'S')
    const answer = pipe.send('Last.one')
    input.write(
      '{"method":"Page.loaded","params":1,"sessionId":"other"}\0{"method":"Page.loaded","params":2}\0'
    )
    input.write('{"method":"Page.loaded","params":3,"sessionId":"S"}\0{"id":1,"result":{}}\0')
    await answer
    expect(heard).toEqual([3])
  })

  test('a browser that goes rejects what is open and what comes after', async () => {
    const { pipe, input } = connect()
    const open = pipe.send('Page.crash')
    input.destroy()
    await expect(open).rejects.toThrow(BrowserGone)
    await expect(pipe.send('Page.enable')).rejects.toThrow(BrowserGone)
  })
})

describe('ipcMain', () => {
  test('has one handler a channel, as Electron has', async () => {
    const ipc = new IpcMain()
    ipc.handle('sum', (_event, a, b) => Number(a) + Number(b))
    expect(() => ipc.handle('sum', () => 0)).toThrow("Attempted to register a second handler for 'sum'")
    expect(await ipc.ask('sum', null, [1, 2])).toBe(3)
    ipc.removeHandler('sum')
    await expect(ipc.ask('sum', null, [])).rejects.toThrow("No handler registered for 'sum'")
  })
})
