/** What is true of the whole app: the person's settings, and which agents there are. Owned by `SessionCatalog`. */
import { messageOf } from '../../../shared/errors.ts'
import type { Failure } from '../../../shared/errors.ts'
import type { AgentId } from '../../../shared/ids.ts'
import type { AgentInfo } from '../../../shared/protocol.ts'
import type { PermissionMode } from '../../../shared/session.ts'
import { defaultSettings } from '../../../shared/settings.ts'
import type { PageSettings, Settings } from '../../../shared/settings.ts'
import type { LanguageCode } from '../../../shared/words/languages.ts'
import { ourFailure } from '../../ourFailure.ts'
import { Refusal } from '../../refusal.ts'
import type { Agent, AgentSettings } from '../../agent/port.ts'
import type { Log } from '../../log.ts'
import { absentAgent, agentIsAbsent } from './absentAgent.ts'
import type { StoreDoor } from '../live/storeDoor.ts'

export interface AppChoicesOptions {
  readonly door: StoreDoor
  readonly agents: readonly Agent[]
  /** Overrides the person's setting. */
  readonly defaultAgent: AgentId | undefined
  readonly log: Log
}

export class AppChoices {
  readonly #options: AppChoicesOptions
  /** Of the page that was opened last, where the system decides. */
  #pageLanguage: LanguageCode = 'en'

  /** Tells every agent where to read what the person chose. */
  constructor(options: AppChoicesOptions) {
    this.#options = options
    for (const agent of options.agents) agent.configure(() => this.#agentSettings(agent.id))
  }

  settings(): Settings {
    const { door, defaultAgent } = this.#options
    const settings = door.use((store) => store.settings.get())
    return defaultAgent === undefined ? settings : { ...settings, defaultAgent }
  }

  /** A page was opened in this language. */
  openedIn(language: LanguageCode): void {
    this.#pageLanguage = language
  }

  #agentSettings(id: AgentId): AgentSettings {
    return { program: this.settings().agents[id]?.program ?? null, language: this.language() }
  }

  /** The one in which windows speak: the chosen one, else that of the page that was opened last. */
  language(): LanguageCode {
    const { language } = this.settings()
    return language === 'system' ? this.#pageLanguage : language
  }

  /** Refuses (400) an agent, a mode or an effort nobody here has; what was chosen before, by another version, may stay. */
  change(changes: Partial<Settings>): Settings {
    const before = this.settings()
    const { defaultAgent = before.defaultAgent, defaultPermissionMode = before.defaultPermissionMode } =
      changes
    if (defaultAgent !== before.defaultAgent) this.agent(defaultAgent)
    if (defaultPermissionMode !== before.defaultPermissionMode) this.#checkModeOfAny(defaultPermissionMode)
    for (const [id, { effort = null }] of Object.entries(changes.agents ?? {})) {
      if (effort !== null && effort !== before.agents[id]?.effort) checkEffort(this.agent(id), effort)
    }
    this.#options.door.use((store) => store.settings.set(changes))
    return this.settings()
  }

  /** What the page knows from its first frame on; it must come whatever the database says. */
  pageSettings(): PageSettings {
    try {
      return this.settings()
    } catch (error) {
      this.#options.log.warn({ error: messageOf(error) }, 'the settings of the page are not known')
      return { ...defaultSettings, defaultAgent: this.#options.defaultAgent ?? defaultSettings.defaultAgent }
    }
  }

  /** What the agents are called, by their ids. */
  names(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#options.agents.map(({ id, name }) => [id, name]))
  }

  /** One to begin with. Refuses with 400 `unknown_agent`, `agent_only_read`. */
  agent(id: AgentId): Agent {
    const agent = this.#options.agents.find((candidate) => candidate.id === id)
    if (agent?.onlyRead === true) throw new Refusal(400, 'agent_only_read', { agent: agent.name })
    if (agent) return agent
    throw new Refusal(400, 'unknown_agent', { agent: id })
  }

  /** The agent of a session there is; where this version has none of that id, one that only says so. */
  agentOf({ agent: id }: { readonly agent: AgentId }): Agent {
    return this.#options.agents.find((candidate) => candidate.id === id) ?? absentAgent(id)
  }

  /** Why a session cannot go on; null when its agent is there and can be driven. */
  absenceOf({ agent: id }: { readonly agent: AgentId }): Failure | null {
    const agent = this.#options.agents.find((candidate) => candidate.id === id)
    if (agent === undefined) return agentIsAbsent(id)
    return agent.onlyRead === true ? ourFailure('agent_only_read', { agent: agent.name }) : null
  }

  /** Refuses with 400 `unknown_agent`, `unknown_permission_mode` and `unknown_effort` what that agent does not have. */
  check(id: AgentId, { permissionMode, effort }: Chosen): void {
    if (permissionMode === undefined && (effort ?? null) === null) return
    const agent = this.agent(id)
    if (permissionMode !== undefined && !hasMode(agent, permissionMode)) {
      throw new Refusal(400, 'unknown_permission_mode', { agent: agent.name, mode: permissionMode })
    }
    if (typeof effort === 'string') checkEffort(agent, effort)
  }

  /**
   * What a session with this agent begins with where nothing was chosen for it: the person's defaults, as far as the
   * agent has them, else what it calls safe.
   */
  defaultsOf(agent: Agent): { readonly permissionMode: PermissionMode; readonly effort: string | null } {
    const { defaultPermissionMode, agents } = this.settings()
    const effort = agents[agent.id]?.effort ?? null
    return {
      permissionMode: hasMode(agent, defaultPermissionMode) ? defaultPermissionMode : agent.options.safeMode,
      effort: effort !== null && hasEffort(agent, effort) ? effort : null
    }
  }

  #checkModeOfAny(mode: PermissionMode): void {
    if (this.#options.agents.some((agent) => hasMode(agent, mode))) return
    throw new Refusal(400, 'unknown_permission_mode', { mode, of: 'any' })
  }

  /** With what each can do here now. */
  async describeAgents(): Promise<AgentInfo[]> {
    return Promise.all(
      this.#options.agents.map(async (agent) => ({
        id: agent.id,
        name: agent.name,
        description: agent.description,
        readiness: await agent.check(),
        permissionModes: agent.options.permissionModes.map(({ id }) => id),
        models: agent.options.models,
        options: agent.options,
        capabilities: agent.capabilities,
        ...(agent.continueWith && { continueWith: agent.continueWith() }),
        ...(agent.keyVariable !== undefined && { keyVariable: agent.keyVariable }),
        loadsFolder: agent.loadsFolder ?? false,
        ...(agent.onlyRead === true && { onlyRead: true })
      }))
    )
  }
}

/** What is to be chosen for a session; what is absent stays. */
interface Chosen {
  readonly permissionMode?: PermissionMode | undefined
  readonly effort?: string | null | undefined
}

function hasMode({ options }: Agent, mode: PermissionMode): boolean {
  return options.permissionModes.some(({ id }) => id === mode)
}

function hasEffort({ options }: Agent, effort: string): boolean {
  return options.efforts.some(({ id }) => id === effort)
}

function checkEffort(agent: Agent, effort: string): void {
  if (hasEffort(agent, effort)) return
  throw new Refusal(400, 'unknown_effort', { agent: agent.name, effort })
}
