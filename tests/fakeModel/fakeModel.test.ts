import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { afterEach, describe, expect, it } from 'vitest'
import { startFakeModel } from './fakeModel.ts'
import type { FakeModel } from './fakeModel.ts'
import { cut, error, gate, hang, reply, text, thinking, toolUse } from './script.ts'

let model: FakeModel | null = null

afterEach(async () => {
  await model?.close()
  model = null
})

async function start(): Promise<FakeModel> {
  model = await startFakeModel()
  return model
}

function ask(url: string, body: object = {}, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${url}/v1/messages?beta=true`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ model: 'm', stream: true, messages: [], ...body })
  })
}

/** The `data:` lines of a stream, ids taken out. */
function framesOf(body: string): unknown[] {
  return body
    .split('\n')
    .filter((line) => line.startsWith('data: '))
    .map((line) => JSON.parse(line.slice(6).replaceAll(/(msg|toolu)_[0-9a-f]{24}/g, '$1')))
}

describe('fake model', () => {
  it('streams the blocks of a reply in the order of the Messages API', async () => {
    const { url, script } = await start()
    script([reply(text('Hello world', { chunk: 6 }), toolUse('Read', { file_path: '/a' }))])
    const answer = await ask(url)
    const usage = {
      input_tokens: 10,
      output_tokens: 1,
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: 0
    }
    const head = { id: 'msg', type: 'message', role: 'assistant', model: 'm', stop_sequence: null }
    expect(framesOf(await answer.text())).toEqual([
      { type: 'message_start', message: { ...head, content: [], stop_reason: null, usage } },
      { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
      { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Hello ' } },
      { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'world' } },
      { type: 'content_block_stop', index: 0 },
      {
        type: 'content_block_start',
        index: 1,
        content_block: { type: 'tool_use', id: 'toolu', name: 'Read', input: {} }
      },
      {
        type: 'content_block_delta',
        index: 1,
        delta: { type: 'input_json_delta', partial_json: '{"file_path":"/a"}' }
      },
      { type: 'content_block_stop', index: 1 },
      {
        type: 'message_delta',
        delta: { stop_reason: 'tool_use', stop_sequence: null },
        usage: { output_tokens: 5 }
      },
      { type: 'message_stop' }
    ])
  })

  it('answers one JSON body when the client does not stream', async () => {
    const { url, script } = await start()
    script([reply(thinking('hm'), text('Hello'))])
    const body: unknown = await (await ask(url, { stream: false })).json()
    expect(body).toMatchObject({
      content: [
        { type: 'thinking', thinking: 'hm' },
        { type: 'text', text: 'Hello' }
      ],
      stop_reason: 'end_turn'
    })
  })

  it('gives each session its own script and everyone else the common one, in order', async () => {
    const { url, script, requests } = await start()
    script([reply(text('one')), reply(text('two'))])
    script([reply(text('mine'))], 'session-a')
    const say = async (sessionId: string): Promise<string> => {
      const answer = await ask(url, {}, { 'x-claude-code-session-id': sessionId })
      return /"text_delta","text":"(\w+)/.exec(await answer.text())?.[1] ?? ''
    }
    expect([await say('session-b'), await say('session-a'), await say('session-a')]).toEqual([
      'one',
      'mine',
      'two'
    ])
    expect(requests.map(({ sessionId }) => sessionId)).toEqual(['session-b', 'session-a', 'session-a'])
  })

  it('answers errors in the shape of the Messages API', async () => {
    const { url, script } = await start()
    script([error(529), error(401, 'no such key')])
    const overloaded = await ask(url)
    expect([overloaded.status, await overloaded.json()]).toEqual([
      529,
      { type: 'error', error: { type: 'overloaded_error', message: 'scripted 529' } }
    ])
    const refused = await ask(url)
    expect([refused.status, await refused.json()]).toEqual([
      401,
      { type: 'error', error: { type: 'authentication_error', message: 'no such key' } }
    ])
  })

  it('holds the answer at a gate until it is opened', async () => {
    const { url, script, open, reached } = await start()
    script([reply(text('before after', { chunk: 7, hold: 'half' }), gate('end'))])
    const answer = await ask(url)
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
    let seen = ''
    while (!seen.includes('before')) seen += (await reader?.read())?.value ?? ''
    await reached('half')
    expect(seen).not.toContain('after')
    open('half')
    while (!seen.includes('after')) seen += (await reader?.read())?.value ?? ''
    await reached('end')
    expect(seen).not.toContain('message_stop')
    open('end')
    while (!seen.includes('message_stop')) seen += (await reader?.read())?.value ?? ''
  })

  it('cuts the connection where it is told to', async () => {
    const { url, script, open, reached } = await start()
    script([reply(text('half'), cut()), hang('silent')])
    const halved = await ask(url)
    await expect(halved.text()).rejects.toThrow('terminated')
    const silent = ask(url)
    await reached('silent')
    open('silent')
    await expect(silent).rejects.toThrow('fetch failed')
  })

  it('says so when nothing is scripted', async () => {
    const { url } = await start()
    expect(await (await ask(url)).text()).toContain('Nothing is')
  })

  it('runs as a process that is told what to do over HTTP', async () => {
    const child = spawn(process.execPath, ['tests/fakeModel/main.ts'], {
      stdio: ['ignore', 'pipe', 'inherit']
    })
    try {
      const [line] = await once(createInterface({ input: child.stdout }), 'line')
      const { url }: { url: string } = JSON.parse(String(line))
      const tell = (path: string, body: object): Promise<Response> =>
        fetch(`${url}${path}`, { method: 'POST', body: JSON.stringify(body) })
      const told = await tell('/fake/script', { replies: [reply(text('told'), gate('g'))] })
      expect(told.status).toBe(200)
      const answer = await ask(url)
      expect((await tell('/fake/reached', { gate: 'g' })).status).toBe(200)
      expect((await tell('/fake/open', { gate: 'g' })).status).toBe(200)
      expect(await answer.text()).toContain('told')
      const seen: unknown = await (await fetch(`${url}/fake/requests`)).json()
      expect(seen).toMatchObject({ requests: [{ method: 'POST', path: '/v1/messages' }], unused: 0 })
      expect((await tell('/fake/script', { replies: [{ type: 'poem' }] })).status).toBe(400)
    } finally {
      child.kill()
      await once(child, 'exit')
    }
  })
})
