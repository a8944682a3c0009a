/** Short messages that come and go by themselves, some with one thing to do. Mounted once by the root of the page. */
import { Toast } from '@base-ui/react/toast'
import { X } from 'lucide-react'
import { strings } from '../strings/strings.ts'
import { IconButton } from './IconButton.tsx'

/** Like the stores: one for the page, so that whoever has something to say needs no place in the tree. */
const toasts = Toast.createToastManager()

export function Toasts() {
  return (
    <Toast.Provider toastManager={toasts} limit={3}>
      <Toast.Portal>
        <Toast.Viewport
          aria-label={strings.app.messages}
          className="fixed bottom-4 left-4 z-60 flex w-[min(380px,calc(100vw-32px))] flex-col-reverse gap-2 outline-none"
        >
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function ToastList() {
  const { toasts: shown } = Toast.useToastManager()
  return shown.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      className="pop rounded-lg border border-line-strong bg-surface-raised shadow-pop"
    >
      <Toast.Content className="flex items-start gap-3 py-2 pr-2 pl-3.5">
        <Toast.Description className="min-w-0 flex-1 py-0.5 text-ui wrap-anywhere" />
        <Toast.Action className="h-7 shrink-0 rounded-md border border-line-strong px-2.5 text-ui font-medium hover:bg-hover" />
        <Toast.Close render={<IconButton icon={X} size="small" label={strings.app.dismiss} />} />
      </Toast.Content>
    </Toast.Root>
  ))
}

export interface ToastWish {
  readonly text: string
  /** Milliseconds until it goes; 0: it stays. Absent: five seconds. */
  readonly timeout?: number
  readonly action?: { readonly label: string; readonly act: () => void }
}

/** Shows a toast; its action, once used, takes the toast away. Without `Toasts` on the page nothing is shown. */
export function showToast({ text, timeout, action }: ToastWish): void {
  const id = toasts.add({
    description: text,
    ...(timeout === undefined ? null : { timeout }),
    ...(action === undefined
      ? null
      : {
          actionProps: {
            children: action.label,
            onClick: () => {
              toasts.close(id)
              action.act()
            }
          }
        })
  })
}
