/** What is said of agents in words of ours; the server speaks English, and its words stand as they come. */
import type { Readiness } from '../../sentence.ts'
import type { OptionWords } from '../options.ts'

interface AgentWords {
  /** By the agent's id. */
  readonly descriptions: Readonly<Record<string, string>>
  /** By `describedAs`. */
  readonly models: Readonly<Record<string, string>>
  /** By `describedAs`. */
  readonly modes: Readonly<Record<string, OptionWords>>
  /** By `describedAs`. */
  readonly efforts: Readonly<Record<string, OptionWords>>
  /** By the code of the reason. */
  readonly readiness: Readonly<Record<string, Readiness>>
}

export const agents: AgentWords = { descriptions: {}, models: {}, modes: {}, efforts: {}, readiness: {} }
