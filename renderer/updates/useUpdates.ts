/** How up to date the desktop app is, as the main process tells it; null in a browser and until it has told. */
import { useEffect, useState } from 'react'
import { UpdateReport } from '../../shared/updates.ts'
import { readBridge } from '../connection/skeinBridge.ts'

export function useUpdates(): UpdateReport | null {
  const [report, setReport] = useState<UpdateReport | null>(null)
  useEffect(() => {
    const bridge = readBridge()
    if (bridge === null) return undefined
    let isOver = false
    const take = (value: unknown): void => {
      const parsed = UpdateReport.safeParse(value)
      if (parsed.success && !isOver) setReport(parsed.data)
    }
    const stop = bridge.onUpdates(take)
    // A main process that does not answer has nothing to tell.
    void bridge.updates().then(take, () => undefined)
    return () => {
      isOver = true
      stop()
    }
  }, [])
  return report
}
