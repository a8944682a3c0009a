/**
 * What Claude Code really has in a folder: its commands and models, asked of a process of its own that is
 * ended afterwards. Called by `claudeAgent.ts`; `KeptOffers` keeps the answer for a while.
 */
import { mkdir } from 'node:fs/promises'
import { z } from 'zod'
import type { AgentCommand, AgentModel } from '../../../shared/steering.ts'
import { SessionId } from '../../../shared/ids.ts'
import type { Clock } from '../../clock.ts'
import type { Log } from '../../log.ts'
import type { ClaudeProcess } from './claudeProcess.ts'
import { startClaude } from './startClaude.ts'
import type { ClaudeParts } from './startClaude.ts'

export interface Offer {
  readonly commands: AgentCommand[]
  readonly models: AgentModel[]
  readonly efforts?: string[]
}

/** Milliseconds a program may take to say what it has. */
const LIMIT_MS = 15_000

const Initialization = z.object({
  commands: z
    .array(
      z.object({
        name: z.string(),
        description: z.string().default(''),
        argumentHint: z.string().default('')
      })
    )
    .default([]),
  models: z
    .array(
      z.object({
        value: z.string(),
        displayName: z.string(),
        description: z.string().optional(),
        supportsEffort: z.boolean().optional(),
        supportedEffortLevels: z.array(z.string()).optional()
      })
    )
    .default([])
})

type OfferedModel = z.infer<typeof Initialization>['models'][number]

/** The name of the model that is used where none is chosen. */
const OWN = 'default'

export interface OfferTask {
  /** Of a trusted project: its folder. Else an empty one of ours, made when it is not there. */
  readonly cwd: string
  readonly trusted: boolean
  readonly clock: Clock
  readonly log: Log
  readonly newId: () => string
}

/** A question on its way. */
export interface Asking {
  /** Rejects with a sentence when the program cannot run here or does not answer in time. */
  readonly answer: Promise<Offer>
  /** Ends the process, answered or not; resolves when it is gone. Once it has answered, it ends by itself. */
  close(): Promise<void>
}

/** Whoever asks does not wait for the process to end: that takes longer than the answer. */
export function askOffer(task: OfferTask, parts: ClaudeParts): Asking {
  const starting = startToAsk(task, parts)
  const answer = starting.then(async (claude) => toOffer(await claude.initialization(LIMIT_MS)))
  // What did not start has nothing to end; why it did not is what `answer` rejects with.
  const close = (): Promise<void> =>
    starting.then(
      (claude) => claude.close(),
      () => undefined
    )
  void answer.then(close, close)
  return { answer, close }
}

async function startToAsk(task: OfferTask, parts: ClaudeParts): Promise<ClaudeProcess> {
  if (!task.trusted) await mkdir(task.cwd, { recursive: true, mode: 0o700 })
  return await startClaude(
    {
      sessionId: SessionId.parse(task.newId()),
      cwd: task.cwd,
      trusted: task.trusted,
      hasPast: () => Promise.resolve(false),
      permissionMode: 'default',
      model: null,
      emit: () => undefined, // nothing is prompted, so nothing is said
      log: task.log
    },
    parts,
    {
      permissionMode: 'default',
      model: null,
      effort: null,
      tellsHooks: false,
      canUseTool: () => Promise.resolve({ behavior: 'deny', message: 'Nothing is to be done.' }),
      onFrame: () => undefined,
      onEnd: () => undefined
    }
  )
}

/** The default model is what choosing none means: it is left out. */
function toOffer(raw: unknown): Offer {
  const { commands, models } = Initialization.parse(raw)
  return {
    commands: commands.map(({ name, description, argumentHint }) => ({
      name: name.replace(/^\//u, ''),
      description,
      argumentHint: argumentHint === '' ? null : argumentHint
    })),
    models: models
      .filter(({ value }) => value !== OWN)
      .map((model) => ({
        id: model.value,
        name: model.displayName,
        description: model.description ?? null,
        ...effortsOf(model)
      })),
    ...effortsOf(models.find(({ value }) => value === OWN))
  }
}

/** Older versions do not say which of them a model takes. */
function effortsOf(model: OfferedModel | undefined): { efforts?: string[] } {
  if (model?.supportsEffort === false) return { efforts: [] }
  return model?.supportedEffortLevels === undefined ? {} : { efforts: model.supportedEffortLevels }
}
