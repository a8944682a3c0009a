/**
 * The built-in agent: no model, no account. It carries out plain commands, so that people and tests
 * can see every part of Skein work; for a new user it is the first thing that answers.
 */
import { randomUUID } from 'node:crypto'
import { ourMode } from '../../../shared/agentOptions.ts'
import { messageOf } from '../../../shared/errors.ts'
import type { LanguageCode } from '../../../shared/words/languages.ts'
import type { Clock } from '../../clock.ts'
import type { Log } from '../../log.ts'
import type { Agent, AgentRun, AgentSettings } from '../port.ts'
import type { ProcessLedger } from '../processLedger.ts'
import { GuideRun } from './guideRun.ts'
import { guideTools } from './guideTools.ts'

export interface GuideOptions {
  readonly clock: Clock
  readonly log: Log
  readonly newId?: () => string
  /** Where the processes of its commands are written down, for the server after one that was killed. Absent: nowhere. */
  readonly ledger?: ProcessLedger
}

export function createGuideAgent(options: GuideOptions): Agent {
  const { clock, log, newId = randomUUID, ledger = null } = options
  const runs = new Set<AgentRun>()
  let readSettings: () => Partial<AgentSettings> = () => ({})
  /** A choice that cannot be read is none. */
  const language = (): LanguageCode => {
    try {
      return readSettings().language ?? 'en'
    } catch (error) {
      log.warn({ error: messageOf(error) }, 'the language of the guide is not known')
      return 'en'
    }
  }
  return {
    id: 'guide',
    name: 'Guide',
    description: 'Built in, without a model or an account: shows how Skein works by plain commands.',
    options: {
      permissionModes: [
        ourMode('default'),
        ourMode('plan'),
        ourMode('acceptEdits'),
        ourMode('bypassPermissions')
      ],
      safeMode: 'default',
      models: [],
      efforts: []
    },
    capabilities: {
      fork: true,
      rewind: true,
      continueCommand: false,
      login: false,
      install: false,
      images: false,
      commandsOnly: true
    },
    transcripts: null,
    tools: guideTools,
    configure: (settings) => {
      readSettings = settings
    },
    recover: async () => ledger?.recover(),
    offer: async () => {
      // Loaded when somebody asks: a start does without.
      const [{ guideCommands }, { guideWords }] = await Promise.all([
        import('./guideTexts.ts'),
        import('./words/words.ts')
      ])
      return { commands: guideCommands(guideWords(language())), models: [] }
    },
    check: () => Promise.resolve({ ready: true, version: null, path: null }),
    open: (task) => {
      const run = new GuideRun(task, {
        clock,
        newId,
        language,
        ledger,
        onClosed: (closed) => runs.delete(closed)
      })
      runs.add(run)
      return run
    },
    close: async () => {
      if (runs.size > 0) log.debug({ runs: runs.size }, 'closing the guide')
      await Promise.all([...runs].map((run) => run.close()))
      await ledger?.close()
    }
  }
}
