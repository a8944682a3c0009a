/**
 * A small, language-blind colouring of code: comments, strings, numbers and the words most
 * languages share. Linear in the length of the code; never wrong in a way that hides text.
 */
export type CodeTone = 'plain' | 'comment' | 'string' | 'number' | 'keyword'

export interface CodeRun {
  readonly tone: CodeTone
  readonly text: string
}

const KEYWORDS = new Set(
  (
    'abstract and as async await begin break case catch class const continue def default defer delete do elif else end enum ' +
    'except export extends false final finally fn for from func function go if impl implements import in instanceof interface ' +
    'is lambda let match mod module mut new nil none not null or package pass private protected pub public raise readonly ' +
    'return self static struct super switch then this throw trait true try type typeof undefined use using var void when where ' +
    'while with yield echo fi done esac local select insert update into values'
  ).split(' ')
)

/** Languages in which `#` begins a comment. */
const HASH_COMMENTS = new Set([
  'py',
  'python',
  'sh',
  'bash',
  'zsh',
  'shell',
  'rb',
  'ruby',
  'yaml',
  'yml',
  'toml',
  'r',
  'perl',
  'make',
  'makefile',
  'dockerfile',
  'ini',
  'console'
])
/** Prose and data whose words are no keywords. */
const PLAIN = new Set([
  '',
  'text',
  'txt',
  'plain',
  'md',
  'markdown',
  'diff',
  'html',
  'xml',
  'csv',
  'log',
  'output'
])
/** Longer blocks are drawn without colour: thousands of spans cost more than they help. */
const LONGEST = 20_000

const PIECES =
  /(\/\*[\s\S]*?(?:\*\/|$))|(\/\/[^\n]*)|(#[^\n]*)|("(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|`(?:\\.|[^`\\])*`?)|(\b\d[\w.]*)|([A-Za-z_$][\w$]*)/g

export function highlightCode(code: string, language: string): readonly CodeRun[] {
  const lang = language.toLowerCase()
  if (PLAIN.has(lang) || code.length > LONGEST) return [{ tone: 'plain', text: code }]
  const hash = HASH_COMMENTS.has(lang)
  const runs: CodeRun[] = []
  let plainFrom = 0
  for (const match of code.matchAll(PIECES)) {
    const tone = toneOf(match, hash)
    if (tone === 'plain') continue
    if (match.index > plainFrom) runs.push({ tone: 'plain', text: code.slice(plainFrom, match.index) })
    runs.push({ tone, text: match[0] })
    plainFrom = match.index + match[0].length
  }
  if (plainFrom < code.length) runs.push({ tone: 'plain', text: code.slice(plainFrom) })
  return runs
}

function toneOf(match: RegExpExecArray, hash: boolean): CodeTone {
  const [, block, line, hashed, quoted, number, word] = match
  if (block !== undefined || line !== undefined) return hash ? 'plain' : 'comment'
  if (hashed !== undefined) return hash ? 'comment' : 'plain'
  if (quoted !== undefined) return 'string'
  if (number !== undefined) return 'number'
  return word !== undefined && KEYWORDS.has(word) ? 'keyword' : 'plain'
}
