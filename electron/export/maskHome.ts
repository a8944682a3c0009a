/**
 * Puts `~` in the place of the home folder, however it is written: with either slash, escaped as in JSON,
 * or as programs make a name of a folder's path. Pure; called by `maskText.ts`.
 */

/** A function that masks these folders; every one of them is the home folder by another name. */
export function homeMask(homes: readonly string[]): (text: string) => string {
  const folders = [...new Set(homes)].filter((home) => home.length > 1)
  if (folders.length === 0) return (text) => text
  // Windows does not tell letters by their size.
  const flags = folders.some(isOnDrive) ? 'gi' : 'g'
  const spellings = anyOf(folders.flatMap(spellingsOf))
  // Where more letters follow, it is the folder of somebody else; `-I/home/me` is an option and a path.
  const paths = new RegExp(`(?:(?<![\\w.-])|(?<=\\s-[A-Za-z]))(?:${spellings})(?!\\w|[.-]\\w)`, flags)
  const names = folders.map((folder) => encodedName(folder, flags))
  return (text) => names.reduce((masked, name) => masked.replaceAll(name, '~'), text.replaceAll(paths, '~'))
}

/** A name of one part (`-root`) is looked for among folders only: elsewhere it is an option. */
function encodedName(home: string, flags: string): RegExp {
  // Every UTF-16 unit that is no plain letter or digit is a dash.
  const name = home.replace(/[\\/]+$/, '').replaceAll(/[^a-zA-Z0-9]/g, '-')
  const before = name.lastIndexOf('-') === 0 ? '[\\\\/]' : '[\\\\/\\s"\'`(]'
  return new RegExp(`(?<=^|${before})${escaped(name)}(?![A-Za-z0-9])`, flags)
}

function spellingsOf(home: string): string[] {
  const plain = home.replace(/[\\/]+$/, '')
  const drive = /^([A-Za-z]):[\\/](.*)$/.exec(plain)
  if (drive === null) return [plain, plain.replaceAll('/', String.raw`\/`)]
  const [, letter = '', rest = ''] = drive
  const parts = [`${letter}:`, ...rest.split(/[\\/]/)]
  return ['\\', '\\\\', '\\\\\\\\', '/']
    .map((slash) => parts.join(slash))
    .concat(`/${[letter.toLowerCase(), ...parts.slice(1)].join('/')}`)
}

function isOnDrive(path: string): boolean {
  return /^[A-Za-z]:/.test(path)
}

/** The longest first. */
function anyOf(texts: readonly string[]): string {
  const longestFirst = [...new Set(texts)].toSorted((a, b) => b.length - a.length)
  return longestFirst.map(escaped).join('|')
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`)
}
