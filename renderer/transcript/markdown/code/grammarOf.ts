/** Which grammar colours code of a language, by the names people and agents give it; and by file endings. */

/** Those of `grammars.ts`. */
const GRAMMARS = [
  'bash',
  'c',
  'clojure',
  'cmake',
  'cpp',
  'csharp',
  'css',
  'dart',
  'dockerfile',
  'elixir',
  'erlang',
  'fsharp',
  'go',
  'gradle',
  'graphql',
  'groovy',
  'haskell',
  'http',
  'ini',
  'java',
  'javascript',
  'json',
  'julia',
  'kotlin',
  'latex',
  'less',
  'lua',
  'makefile',
  'markdown',
  'nginx',
  'nix',
  'objectivec',
  'ocaml',
  'perl',
  'php',
  'powershell',
  'prolog',
  'protobuf',
  'python',
  'r',
  'ruby',
  'rust',
  'scala',
  'scss',
  'shell',
  'sql',
  'swift',
  'typescript',
  'vbnet',
  'verilog',
  'vim',
  'wasm',
  'x86asm',
  'xml',
  'yaml'
] as const

export type GrammarName = (typeof GRAMMARS)[number]

const grammarNames: ReadonlySet<string> = new Set(GRAMMARS)

function isGrammar(name: string): name is GrammarName {
  return grammarNames.has(name)
}

const OTHER_NAMES: Readonly<Record<string, GrammarName>> = {
  'c++': 'cpp',
  'c#': 'csharp',
  cc: 'cpp',
  cjs: 'javascript',
  console: 'shell',
  cs: 'csharp',
  cxx: 'cpp',
  clj: 'clojure',
  containerfile: 'dockerfile',
  docker: 'dockerfile',
  env: 'ini',
  erl: 'erlang',
  ex: 'elixir',
  exs: 'elixir',
  fs: 'fsharp',
  golang: 'go',
  gql: 'graphql',
  gyp: 'python',
  h: 'cpp',
  hpp: 'cpp',
  hs: 'haskell',
  htm: 'xml',
  html: 'xml',
  js: 'javascript',
  json5: 'json',
  jsonc: 'json',
  jsonl: 'json',
  jsx: 'javascript',
  kt: 'kotlin',
  kts: 'kotlin',
  m: 'objectivec',
  make: 'makefile',
  md: 'markdown',
  mdx: 'markdown',
  mjs: 'javascript',
  mk: 'makefile',
  ml: 'ocaml',
  objc: 'objectivec',
  pl: 'perl',
  proto: 'protobuf',
  ps1: 'powershell',
  pwsh: 'powershell',
  py: 'python',
  python3: 'python',
  rb: 'ruby',
  rs: 'rust',
  sh: 'bash',
  'shell-session': 'shell',
  shellsession: 'shell',
  svelte: 'xml',
  svg: 'xml',
  terminal: 'shell',
  tex: 'latex',
  toml: 'ini',
  ts: 'typescript',
  tsx: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  vb: 'vbnet',
  vue: 'xml',
  yml: 'yaml',
  zsh: 'bash'
}

/** Whole file names that say what is in them. */
const FILE_NAMES: Readonly<Record<string, GrammarName>> = {
  '.bashrc': 'bash',
  '.env': 'ini',
  '.gitconfig': 'ini',
  '.zshrc': 'bash',
  'cmakelists.txt': 'cmake',
  dockerfile: 'dockerfile',
  gemfile: 'ruby',
  makefile: 'makefile',
  rakefile: 'ruby'
}

/** Null when no grammar is known, which is most often right: text, output, logs. */
export function grammarOf(language: string): GrammarName | null {
  const name = language.toLowerCase()
  if (isGrammar(name)) return name
  return Object.hasOwn(OTHER_NAMES, name) ? (OTHER_NAMES[name] ?? null) : null
}

/** The language of a file, for `grammarOf`: what follows its last dot, or what its name says. */
export function languageOfPath(path: string): string {
  const name = (path.split(/[\\/]/).at(-1) ?? '').toLowerCase()
  if (Object.hasOwn(FILE_NAMES, name)) return FILE_NAMES[name] ?? ''
  return name.includes('.') ? (name.split('.').at(-1) ?? '') : ''
}
