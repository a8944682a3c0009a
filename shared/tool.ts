/** What a tool does and how a call of it ended, whoever's tool it is. Owned here; each agent's table says it of its own tools. */
import { z } from 'zod'

/** What a tool does. The words of every view, rule and icon hang on these alone. */
export const toolKinds = [
  'command',
  'read',
  'edit',
  'search',
  'fetch',
  'task',
  'plan',
  'question',
  'todo',
  'other'
] as const
export type ToolKind = (typeof toolKinds)[number]

/** A kind that a newer version wrote is shown as any tool is. */
export const ToolKind = z.enum(toolKinds).catch('other')
