/**
 * npm hands SIGTERM to the shell it started us with, and that shell dies without telling us. So when
 * the parent goes, we take it as told. Called first by the scripts that run until they are stopped.
 */
const checkEveryMs = 500

/** Does nothing unless npm started this process. On Windows a parent that has gone is not seen. */
export function endWithParent(): void {
  if (process.env['npm_lifecycle_event'] === undefined) return
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGTERM')
  }, checkEveryMs)
  timer.unref()
}
