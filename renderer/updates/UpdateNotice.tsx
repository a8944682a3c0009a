/** One line in the sidebar when a newer version is ready. It waits: nothing is ended before a person says so. */
import { readBridge } from '../connection/skeinBridge.ts'
import { strings } from '../strings/strings.ts'
import { Button } from '../ui/Button.tsx'
import { useUpdates } from './useUpdates.ts'

export function UpdateNotice() {
  const state = useUpdates()?.state
  if (state?.phase !== 'ready') return null
  return (
    <div
      role="status"
      className="flex items-center gap-2 border-t border-line bg-accent-soft py-1.5 pr-2 pl-4 text-meta"
    >
      <span className="min-w-0 flex-1">{strings.updates.readyShort(state.version)}</span>
      <Button
        size="small"
        onClick={() => void readBridge()?.installUpdate() /* what goes wrong is the state */}
      >
        {strings.updates.restart}
      </Button>
    </div>
  )
}
