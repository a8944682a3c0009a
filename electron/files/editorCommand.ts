/** A person's editor command as program and arguments. No shell ever sees it. Pure. */

/**
 * Splits at spaces, keeps what stands in double or single quotes together, fills in `{path}` and `{line}`.
 * A command that names no `{path}` gets it as its last argument. Null for an empty command.
 */
export function editorCommand(
  command: string,
  file: { readonly path: string; readonly line: number | null }
): { readonly program: string; readonly args: readonly string[] } | null {
  const words = [...command.matchAll(/"([^"]*)"|'([^']*)'|([^\s"']+)/gu)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? ''
  )
  const [program, ...rest] = words
  if (program === undefined || program === '') return null
  const values = { path: file.path, line: String(file.line ?? 1) }
  const filled = rest.map((word) =>
    word.replaceAll(/\{(path|line)\}/gu, (_name, name: string) =>
      name === 'path' ? values.path : values.line
    )
  )
  const args = rest.some((word) => word.includes('{path}')) ? filled : [...filled, file.path]
  return { program, args }
}
