import { ourMode } from '../../../shared/agentOptions.ts'
import { expect, test } from 'vitest'
import { SessionId } from '../../../shared/ids.ts'
import type { Agent, AgentOutput, AgentPrompt, AgentRun, AgentTask } from '../../agent/port.ts'
import { silentLog } from '../../log.ts'
import { AgentRunner } from './agentRunner.ts'

interface TestRun {
  readonly task: AgentTask
  readonly heard: string[]
  /** Lets `close` come to its end. */
  gone: () => void
}

const sessionId = SessionId.parse('00000000-0000-4000-8000-000000000001')
const prompt = (text: string): AgentPrompt => ({ id: text, text, attachments: [] })

interface Opened {
  readonly runner: AgentRunner
  readonly runs: TestRun[]
  readonly outputs: AgentOutput[]
  /** What the person says of the folder. */
  readonly folder: { isTrusted: boolean }
}

function openRunner(): Opened {
  const folder = { isTrusted: false }
  const runs: TestRun[] = []
  const outputs: AgentOutput[] = []
  const open = (task: AgentTask): AgentRun => {
    const heard: string[] = []
    let gone = (): void => undefined
    const closed = new Promise<void>((resolve) => {
      gone = resolve
    })
    runs.push({ task, heard, gone: () => gone() })
    return {
      prompt: ({ text }) => void heard.push(text),
      interrupt: () => void heard.push('interrupt'),
      answer: (requestId) => void heard.push(`answer ${requestId}`),
      setPermissionMode: (mode) => void heard.push(mode),
      setModel: (model) => void heard.push(`model ${model}`),
      close: () => {
        heard.push('close')
        return closed
      }
    }
  }
  const agent: Agent = {
    id: 'guide',
    name: 'Test',
    description: '',
    options: { permissionModes: [ourMode('default')], safeMode: 'default', models: [], efforts: [] },
    capabilities: {
      fork: false,
      rewind: false,
      continueCommand: false,
      login: false,
      install: false,
      images: false
    },
    transcripts: null,
    configure: () => undefined,
    recover: () => Promise.resolve(),
    check: () => Promise.resolve({ ready: true, version: null, path: null }),
    offer: () => Promise.resolve({ commands: [], models: [] }),
    open,
    close: () => Promise.resolve()
  }
  const runner = new AgentRunner({
    agent,
    task: { sessionId, cwd: '/p', hasPast: () => Promise.resolve(false), log: silentLog },
    choices: () => ({ permissionMode: 'default', model: `of run ${runs.length + 1}` }),
    isTrusted: () => folder.isTrusted,
    emit: (output) => outputs.push(output)
  })
  return { runner, runs, outputs, folder }
}

const ended: AgentOutput = { type: 'turn_ended', outcome: 'done' }
/** Everything that is only waiting for its turn has had it. */
const rest = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test('nothing runs before the first prompt, and one run takes all of them', () => {
  const { runner, runs, outputs } = openRunner()
  runner.setModel('early')
  runner.prompt(prompt('one'))
  runner.interrupt()
  runner.setPermissionMode('plan')
  runner.prompt(prompt('two'))
  runs[0]?.task.emit(ended)
  expect(runs.map(({ heard, task: { model } }) => [model, heard])).toEqual([
    ['of run 1', ['one', 'interrupt', 'plan', 'two']]
  ])
  expect(outputs).toEqual([ended])
})

test('a prompt after a dismissal waits until the run before is gone', async () => {
  const { runner, runs, outputs } = openRunner()
  runner.prompt(prompt('one'))
  runner.dismiss()
  runner.prompt(prompt('two'))
  runs[0]?.task.emit(ended)
  await rest()
  expect(runs.map(({ heard }) => heard)).toEqual([['one', 'close']])
  runs[0]?.gone()
  await rest()
  expect(runs.map(({ heard }) => heard)).toEqual([['one', 'close'], ['two']])
  runs[1]?.task.emit(ended)
  expect(outputs).toEqual([ended])
})

test('a prompt that waits can be stopped, and then never runs', async () => {
  const { runner, runs, outputs } = openRunner()
  runner.prompt(prompt('one'))
  runner.dismiss()
  runner.prompt(prompt('two'))
  runner.interrupt()
  expect(outputs).toEqual([{ type: 'turn_ended', outcome: 'interrupted' }])
  runs[0]?.gone()
  await rest()
  expect(runs).toHaveLength(1)
})

test('closing waits for a run on its way out and starts no other', async () => {
  const { runner, runs } = openRunner()
  runner.prompt(prompt('one'))
  runner.dismiss()
  runner.prompt(prompt('two'))
  const closed = runner.close()
  runs[0]?.gone()
  await closed
  expect(runs.map(({ heard }) => heard)).toEqual([['one', 'close']])
})

test('a run that was begun under another answer to the question of trust takes no further prompt', async () => {
  const { runner, runs, folder } = openRunner()
  runner.prompt(prompt('one'))
  folder.isTrusted = true
  runner.prompt(prompt('two'))
  runs[0]?.gone()
  await rest()
  expect(runs.map(({ heard, task: { trusted } }) => [trusted, heard])).toEqual([
    [false, ['one', 'close']],
    [true, ['two']]
  ])
})

test('such a run is ended with its turn, and begins none of its own', () => {
  const { runner, runs, outputs, folder } = openRunner()
  folder.isTrusted = true
  runner.prompt(prompt('one'))
  folder.isTrusted = false
  runs[0]?.task.emit(ended)
  runs[0]?.task.emit({ type: 'turn_started' })
  expect([runs[0]?.heard, outputs]).toEqual([['one', 'close'], [ended]])
})
