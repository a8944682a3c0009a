/**
 * An agent that does what a test tells it, for driving the real server without a real agent. Keeps
 * everything it was asked, in order.
 */
import { randomUUID } from 'node:crypto'
import { ourEffort, ourMode } from '../../shared/agentOptions.ts'
import type { Agent, AgentOutput, AgentPrompt, AgentRun, AgentTask } from '../../electron/agent/port.ts'
import type { RequestAnswer, UseVerdict } from '../../electron/agent/toolUse.ts'
import type { PermissionMode, SessionMessage } from '../../shared/session.ts'

export interface ScriptedRun {
  readonly task: AgentTask
  readonly prompts: AgentPrompt[]
  readonly answers: { requestId: string; answer: RequestAnswer }[]
  readonly verdicts: { useId: string; verdict: UseVerdict }[]
  readonly modes: PermissionMode[]
  readonly efforts: (string | null)[]
  interrupts: number
  isClosed: boolean
  emit(output: AgentOutput): void
}

export interface ScriptedAgent extends Agent {
  id: Agent['id']
  transcripts: Agent['transcripts']
  fork?: NonNullable<Agent['fork']>
  loadsFolder?: boolean
  readonly runs: ScriptedRun[]
  /** What happens at each prompt; by default nothing, and the test goes on by itself. */
  onPrompt: (run: ScriptedRun, prompt: AgentPrompt) => void
  onInterrupt: (run: ScriptedRun) => void
  onAnswer: (run: ScriptedRun, requestId: string, answer: RequestAnswer) => void
}

/** The run that was opened last; fails the test when there is none. */
export function lastRunOf({ runs }: Pick<ScriptedAgent, 'runs'>): ScriptedRun {
  const run = runs.at(-1)
  if (!run) throw new Error('no agent runs')
  return run
}

export function createScriptedAgent(): ScriptedAgent {
  const agent: ScriptedAgent = {
    id: 'guide',
    name: 'Scripted',
    description: 'Does what a test tells it',
    options: {
      permissionModes: [
        ourMode('default'),
        ourMode('plan'),
        ourMode('acceptEdits'),
        ourMode('bypassPermissions')
      ],
      safeMode: 'default',
      models: [],
      efforts: [ourEffort('low'), ourEffort('high')]
    },
    capabilities: {
      fork: true,
      rewind: true,
      continueCommand: false,
      login: false,
      install: false,
      images: true
    },
    transcripts: null,
    runs: [],
    onPrompt: () => undefined,
    onInterrupt: (run) => run.emit({ type: 'turn_ended', outcome: 'interrupted' }),
    onAnswer: () => undefined,
    configure: () => undefined,
    recover: () => Promise.resolve(),
    offer: () => Promise.resolve({ commands: [], models: [] }),
    check: () => Promise.resolve({ ready: true, version: null, path: null }),
    open: (task) => openRun(agent, task),
    close: () => Promise.resolve()
  }
  return agent
}

function openRun(agent: ScriptedAgent, task: AgentTask): AgentRun {
  const run: ScriptedRun = {
    task,
    prompts: [],
    answers: [],
    verdicts: [],
    modes: [],
    efforts: [],
    interrupts: 0,
    isClosed: false,
    emit: (output) => task.emit(output)
  }
  agent.runs.push(run)
  return {
    prompt: (prompt) => {
      run.prompts.push(prompt)
      agent.onPrompt(run, prompt)
    },
    interrupt: () => {
      run.interrupts += 1
      agent.onInterrupt(run)
    },
    answer: (requestId, answer) => {
      run.answers.push({ requestId, answer })
      agent.onAnswer(run, requestId, answer)
    },
    judge: (useId, verdict) => void run.verdicts.push({ useId, verdict }),
    setPermissionMode: (mode) => void run.modes.push(mode),
    setModel: () => undefined,
    setEffort: (effort) => void run.efforts.push(effort),
    close: () => {
      run.isClosed = true
      return Promise.resolve()
    }
  }
}

/** Emits a whole answer: a message, its text in the given pieces, and the end of the turn. */
export function answerWith(run: ScriptedRun, pieces: readonly string[], id = `msg_${randomUUID()}`): void {
  beginAnswer(run, id)
  for (const append of pieces) run.emit({ type: 'stream_output', messageId: id, index: 0, append })
  run.emit({ type: 'turn_ended', outcome: 'done' })
}

/** Emits an assistant message with one empty text block, ready to grow. */
export function beginAnswer(run: ScriptedRun, id: string): void {
  const message: SessionMessage = {
    id,
    role: 'assistant',
    content: [],
    createdAt: new Date().toISOString(),
    isStreaming: true
  }
  run.emit({ type: 'message_added', message })
  run.emit({ type: 'stream_output', messageId: id, index: 0, block: { type: 'text', text: '' } })
}
