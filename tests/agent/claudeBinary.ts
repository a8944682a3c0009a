/** Whether the real Claude Code is here: 380 MB that not every machine has. */
import { existsSync } from 'node:fs'
import path from 'node:path'

const program = process.platform === 'win32' ? 'claude.exe' : 'claude'

export const claudeBinary = path.resolve(
  import.meta.dirname,
  '../../node_modules/@anthropic-ai',
  `claude-agent-sdk-${process.platform}-${process.arch}`,
  program
)

/** Null when it can run, else why the tests that need it are skipped. */
export const whyNoClaude = existsSync(claudeBinary)
  ? null
  : `the Agent SDK's program is not installed (${path.basename(path.dirname(claudeBinary))})`
