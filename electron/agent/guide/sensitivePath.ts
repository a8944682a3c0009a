/** Files of a project that make programs run: whoever writes one decides what runs later. Pure. Asked by `carryOut`. */
import path from 'node:path'

const FOLDERS: ReadonlySet<string> = new Set(['.claude', '.git', '.husky', '.idea', '.vscode'])
const FILES: ReadonlySet<string> = new Set([
  '.bash_login',
  '.bash_profile',
  '.bashrc',
  '.claude.json',
  '.envrc',
  '.gitattributes',
  '.gitconfig',
  '.gitmodules',
  '.mcp.json',
  '.npmrc',
  '.profile',
  '.zprofile',
  '.zshenv',
  '.zshrc'
])

/** `real` and `root` are real paths. Upper and lower case are the same file on many systems. */
export function isSensitive(root: string, real: string): boolean {
  const steps = path.relative(root, real).toLowerCase().split(path.sep)
  return steps.some((step) => FOLDERS.has(step)) || FILES.has(steps.at(-1) ?? '')
}
