/**
 * What a new session begins with and what Enter does, as the server wrote it into the page (`electron/server/page.ts`):
 * known before the first key is pressed, so that a quick first message never goes to an agent nobody chose, or before it
 * is whole.
 */
import { z } from 'zod'
import { defaultSettings, Settings } from '../../shared/settings.ts'

export type PageDefaults = Pick<Settings, 'defaultAgent' | 'defaultPermissionMode'>

const PageDefaults = Settings.pick({ defaultAgent: true, defaultPermissionMode: true })
const SendKey = Settings.shape.sendKey

/** Without attributes, as in a page of the development server, what a new installation has. */
export function readPageDefaults({ dataset } = document.documentElement): PageDefaults {
  const { agent, permissionMode } = dataset
  const read = PageDefaults.safeParse({ defaultAgent: agent, defaultPermissionMode: permissionMode })
  if (read.success) return read.data
  const { defaultAgent, defaultPermissionMode } = defaultSettings
  return { defaultAgent, defaultPermissionMode }
}

const AgentNames = z.record(z.string(), z.string())

/** What the agents of this server are called, by their ids, until they are described. */
export function readAgentNames({ dataset } = document.documentElement): Readonly<Record<string, string>> {
  return AgentNames.safeParse(parseJson(dataset['agentNames'] ?? '{}')).data ?? {}
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // as if the page did not say
  }
}

/** Until the settings are there. */
export function readPageSendKey({ dataset } = document.documentElement): Settings['sendKey'] {
  const read = SendKey.safeParse(dataset['sendKey'])
  return read.success ? read.data : defaultSettings.sendKey
}
