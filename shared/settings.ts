/** What a person chose about the app. Kept in SQLite; read and changed by `/api/settings`. */
import { z } from 'zod'
import { AgentId } from './ids.ts'
import { PermissionMode } from './session.ts'
import { UpdateChannel } from './updates.ts'
import { VaultChoice } from './vault.ts'
import { LanguageCode } from './words/languages.ts'

/**
 * `system` follows the operating system; `contrast` draws ink and paper without greys, light or dark as the system.
 */
export const Theme = z.enum(['system', 'light', 'dark', 'contrast'])
export type Theme = z.infer<typeof Theme>

/** `system`: the system's, as `languageFor` reads it. */
export const Language = z.union([z.literal('system'), LanguageCode])
export type Language = z.infer<typeof Language>

const TimeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/u)
/** `HH:MM` by the clock on the wall; over midnight when `to` is the earlier one. */
export const QuietHours = z.object({ from: TimeOfDay, to: TimeOfDay })
export type QuietHours = z.infer<typeof QuietHours>

/** What a person chose for one agent. What another version keeps here stays. */
export const AgentChoices = z.looseObject({
  /** Its program, when it is not the one that is found: a full path. */
  program: z.string().trim().min(1).max(4096).nullable().optional(),
  /** The effort its sessions begin with; absent or null: the agent's own. */
  effort: z.string().min(1).max(100).nullable().optional()
})
export type AgentChoices = z.infer<typeof AgentChoices>

/** What a person chose for all of Skein; kept in SQLite, sent whole in `settings_changed`. */
export const Settings = z.object({
  theme: Theme,
  /** CSS pixels of running text; everything else follows it. */
  fontSize: z.number().int().min(12).max(20),
  /** `system` follows the operating system; `reduce` moves nothing. */
  motion: z.enum(['system', 'reduce']),
  language: Language,
  /** What sends a message; the other one starts a new line. */
  sendKey: z.enum(['enter', 'mod-enter']),
  defaultPermissionMode: PermissionMode,
  defaultAgent: AgentId,
  /** What was chosen for one agent alone, by its id. */
  agents: z.record(AgentId, AgentChoices),
  /** Opens files: a program and its arguments, `{path}` and `{line}` filled in; null: the system decides. */
  editorCommand: z.string().trim().min(1).max(1000).nullable(),
  /** Whether to be told, when the window is not in front, that a turn ended or an answer is wanted. */
  notifyTurnEnd: z.boolean(),
  notifyWaiting: z.boolean(),
  notifyFailed: z.boolean(),
  /** When nothing is told but by the badge; null: never. */
  quietHours: QuietHours.nullable(),
  /** Whether the machine stays awake while an agent works: also on battery, only when plugged in, not at all. */
  keepAwake: z.enum(['always', 'plugged', 'never']),
  /** Which versions the desktop app brings itself up to. */
  updateChannel: UpdateChannel,
  /** Whether copies of transcripts are kept, and of which; absent: never answered, and none are. */
  vault: VaultChoice.optional()
})
export type Settings = z.infer<typeof Settings>

/** What the page itself must know before it is drawn: its looks, what a session begun at once begins with, what Enter does. */
export type PageSettings = Pick<
  Settings,
  | 'theme'
  | 'fontSize'
  | 'motion'
  | 'language'
  | 'defaultAgent'
  | 'defaultPermissionMode'
  | 'sendKey'
  | 'updateChannel'
  | 'keepAwake'
>

/** What holds until something is chosen, and in place of a stored value that cannot be read. */
export const defaultSettings: Settings = {
  theme: 'system',
  fontSize: 14,
  motion: 'system',
  language: 'system',
  sendKey: 'enter',
  defaultPermissionMode: 'default',
  defaultAgent: 'claude',
  agents: {},
  editorCommand: null,
  notifyTurnEnd: true,
  notifyWaiting: true,
  notifyFailed: true,
  quietHours: null,
  keepAwake: 'always',
  updateChannel: 'stable'
}

/** These settings with this chosen for one agent; everything else of it stays. */
export function withAgentChoice(
  { agents }: Pick<Settings, 'agents'>,
  agentId: AgentId,
  choice: AgentChoices
): Pick<Settings, 'agents'> {
  return { agents: { ...agents, [agentId]: { ...agents[agentId], ...choice } } }
}

/** `PATCH /api/settings`; what is absent stays. */
export const ChangeSettings = Settings.partial()
export type ChangeSettings = z.infer<typeof ChangeSettings>
