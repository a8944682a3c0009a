/** Paths as people read them inside a project. Understands `/` and Windows' `\`. */

/** `path` without the project's folder before it; as it is when it lies outside or is relative. */
export function relativePath(path: string, projectPath: string): string {
  if (projectPath === '' || path === projectPath) return path
  const root = projectPath.replace(/[\\/]+$/, '')
  const next = path.charAt(root.length)
  return path.startsWith(root) && (next === '/' || next === '\\') ? path.slice(root.length + 1) : path
}

/** Whether a path leads out of the project: absolute and elsewhere, or climbing with `..`. */
export function isOutside(path: string, projectPath: string): boolean {
  if (projectPath === '') return false
  const steps = normalise(isAbsolute(path) ? path : `${projectPath}/${path}`)
  const root = normalise(projectPath)
  return root.some((step, index) => steps[index] !== step)
}

function isAbsolute(path: string): boolean {
  return (
    path.startsWith('/') || path.startsWith('\\\\') || path.startsWith('~') || /^[A-Za-z]:[\\/]/.test(path)
  )
}

function normalise(path: string): readonly string[] {
  const steps: string[] = []
  for (const step of path.split(/[\\/]+/)) {
    if (step === '..') steps.pop()
    else if (step !== '.' && step !== '') steps.push(step)
  }
  return steps
}
