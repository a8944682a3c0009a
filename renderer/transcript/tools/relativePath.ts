/** Paths as people read them inside a project. Understands `/` and Windows' `\`. */

/** `path` without the project's folder before it; as it is when it lies outside or is relative. */
export function relativePath(path: string, projectPath: string): string {
  if (projectPath === '' || path === projectPath) return path
  const root = projectPath.replace(/[\\/]+$/, '')
  const next = path.charAt(root.length)
  return path.startsWith(root) && (next === '/' || next === '\\') ? path.slice(root.length + 1) : path
}

/**
 * Whether a path leads out of the project: absolute and elsewhere, climbing with `..`, of another machine, or from a
 * person's home on. Where it cannot be told it does.
 */
export function isOutside(path: string, projectPath: string): boolean {
  if (projectPath === '') return false
  const isWindows = /^[A-Za-z]:|^[\\/]{2}/.test(projectPath)
  // Two slashes name another machine, or leave it to the system what they name.
  if (/^[\\/]{2}/.test(path) && !/^[\\/]{2}/.test(projectPath)) return true
  // `C:x` is a place in whatever folder that drive was left in.
  if (/^[A-Za-z]:(?![\\/])/.test(path) && isWindows) return true
  if (/^file:/i.test(path)) return true
  const steps = normalise(isAbsolute(path, isWindows) ? path : `${projectPath}/${path}`)
  const root = normalise(projectPath)
  // Drives and folders of Windows have no case.
  const fold = (step: string | undefined): string | undefined => (isWindows ? step?.toLowerCase() : step)
  return root.some((step, index) => fold(steps[index]) !== fold(step))
}

function isAbsolute(path: string, isWindows: boolean): boolean {
  return /^(?:[/~]|[A-Za-z]:[\\/])/.test(path) || (isWindows && path.startsWith('\\'))
}

function normalise(path: string): readonly string[] {
  const steps: string[] = []
  for (const step of path.split(/[\\/]+/)) {
    if (step === '..') steps.pop()
    else if (step !== '.' && step !== '') steps.push(step)
  }
  return steps
}
