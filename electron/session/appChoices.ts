/** What is true of the whole app: the person's settings, and which agents there are. Owned by `SessionCatalog`. */
import { Refusal, messageOf } from '../../shared/errors.ts'
import type { Failure } from '../../shared/errors.ts'
import type { AgentId } from '../../shared/ids.ts'
import type { AgentInfo } from '../../shared/protocol.ts'
import type { PermissionMode } from '../../shared/session.ts'
import { defaultSettings } from '../../shared/settings.ts'
import type { PageSettings, Settings } from '../../shared/settings.ts'
import type { LanguageCode } from '../../shared/words/languages.ts'
import type { Agent, AgentSettings } from '../agent/port.ts'
import type { Log } from '../log.ts'
import { absentAgent, agentIsAbsent } from './absentAgent.ts'
import type { StoreDoor } from './storeDoor.ts'

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
    for (const agent of options.agents) agent.configure(() => this.#agentSettings())
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

  #agentSettings(): AgentSettings {
    const { claudePath, language } = this.settings()
    return { claudePath, language: language === 'system' ? this.#pageLanguage : language }
  }

  change(changes: Partial<Settings>): Settings {
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

  /** Refuses with 400 `unknown_agent`. */
  agent(id: AgentId): Agent {
    const agent = this.#options.agents.find((candidate) => candidate.id === id)
    if (agent) return agent
    throw new Refusal(400, 'unknown_agent', `There is no agent “${id}” in this version of Skein.`, {
      parameters: { agent: id }
    })
  }

  /** The agent of a session there is; where this version has none of that id, one that only says so. */
  agentOf({ agent: id }: { readonly agent: AgentId }): Agent {
    return this.#options.agents.find((candidate) => candidate.id === id) ?? absentAgent(id)
  }

  /** Why a session cannot go on; null when its agent is there. */
  absenceOf({ agent: id }: { readonly agent: AgentId }): Failure | null {
    return this.#options.agents.some((candidate) => candidate.id === id) ? null : agentIsAbsent(id)
  }

  /** As `agent`; refuses with 400 `unknown_permission_mode` as well. */
  agentWithMode(id: AgentId, permissionMode: PermissionMode): Agent {
    const agent = this.agent(id)
    if (agent.permissionModes.includes(permissionMode)) return agent
    throw new Refusal(400, 'unknown_permission_mode', `${agent.name} has no mode “${permissionMode}”.`, {
      parameters: { agent: agent.name, mode: permissionMode }
    })
  }

  /** With what each can do here now. */
  async describeAgents(): Promise<AgentInfo[]> {
    return Promise.all(
      this.#options.agents.map(async (agent) => ({
        id: agent.id,
        name: agent.name,
        description: agent.description,
        readiness: await agent.check(),
        permissionModes: [...agent.permissionModes],
        models: [...agent.models],
        loadsFolder: agent.loadsFolder ?? false
      }))
    )
  }
}
