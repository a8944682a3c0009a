/** The look of every pop-up menu, over Base UI's parts: keyboard, focus and roles come from there. */
import { Menu } from '@base-ui/react/menu'
import type { LucideIcon } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { joinClasses } from './joinClasses.ts'

interface PopMenuProps {
  readonly trigger: ReactElement<Record<string, unknown>>
  readonly children: ReactNode
  readonly side?: 'top' | 'bottom' | 'right'
  readonly align?: 'start' | 'end'
  readonly className?: string
}

export function PopMenu({ trigger, children, side = 'bottom', align = 'start', className }: PopMenuProps) {
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger render={trigger} />
      <Menu.Portal>
        <Menu.Positioner side={side} align={align} sideOffset={4} className="z-50">
          <Menu.Popup
            className={joinClasses(
              'pop max-h-(--available-height) min-w-44 overflow-y-auto rounded-lg border border-line bg-surface-raised p-1 shadow-pop outline-none',
              className
            )}
          >
            {children}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

interface PopMenuItemProps {
  readonly icon?: LucideIcon
  readonly label: ReactNode
  /** A second line in small letters. */
  readonly description?: string
  readonly tone?: 'danger'
  readonly onChoose: () => void
}

export function PopMenuItem({ icon: Icon, label, description, tone, onChoose }: PopMenuItemProps) {
  return (
    <Menu.Item
      onClick={onChoose}
      className={joinClasses(
        'flex gap-2 rounded-md px-2.5 py-1.5 text-ui outline-none select-none data-[highlighted]:bg-hover',
        tone === 'danger' && 'text-danger'
      )}
    >
      {Icon && <Icon size={15} strokeWidth={1.75} className="mt-[2.5px] shrink-0 opacity-80" aria-hidden />}
      <span className="min-w-0">
        <span className="block truncate">{label}</span>
        {description !== undefined && (
          <span className="block text-meta wrap-anywhere text-ink-muted">{description}</span>
        )}
      </span>
    </Menu.Item>
  )
}

export function PopMenuLine() {
  return <Menu.Separator className="mx-2 my-1 h-px bg-line" />
}
