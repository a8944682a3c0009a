/** What is new, once, after the app has been updated. The notes come from the network and are drawn as plain text. */
import { Dialog } from '@base-ui/react/dialog'
import { readBridge } from '../connection/skeinBridge.ts'
import { strings } from '../strings/strings.ts'
import { Button } from '../ui/Button.tsx'
import { useUpdates } from './useUpdates.ts'

export function UpdateNews() {
  const news = useUpdates()?.news ?? null
  if (news === null) return null
  const read = (): void => void readBridge()?.dismissNews()
  return (
    <Dialog.Root open onOpenChange={(open) => !open && read()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fade fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup className="pop fixed top-1/2 left-1/2 z-50 flex max-h-[80vh] w-[min(560px,calc(100vw-32px))] -translate-x-1/2 -translate-y-1/2 flex-col rounded-lg border border-line bg-surface-raised p-5 shadow-pop">
          <Dialog.Title className="text-body font-semibold">
            {strings.updates.newsTitle(news.version)}
          </Dialog.Title>
          <Dialog.Description className="mt-3 min-h-0 overflow-y-auto text-ui whitespace-pre-wrap wrap-anywhere text-ink-muted">
            {news.notes}
          </Dialog.Description>
          <div className="mt-5 flex justify-end">
            <Button tone="primary" onClick={read}>
              {strings.updates.close}
            </Button>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
