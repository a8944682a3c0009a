/** A short label that appears beside a control on hover or focus. Says what an icon means, or why a button is off. */
import { Tooltip } from '@base-ui/react/tooltip'
import type { ReactElement } from 'react'

interface HintProps {
  /** Null draws the control alone. */
  readonly text: string | null
  readonly side?: 'top' | 'bottom' | 'left' | 'right'
  readonly children: ReactElement<Record<string, unknown>>
}

export function Hint({ text, side = 'top', children }: HintProps) {
  return (
    <Tooltip.Root disabled={text === null}>
      <Tooltip.Trigger render={children} delay={400} closeDelay={0} />
      <Tooltip.Portal>
        <Tooltip.Positioner side={side} sideOffset={6} className="z-50">
          <Tooltip.Popup className="pop max-w-72 rounded-md bg-ink px-2 py-1 text-meta text-surface shadow-pop">
            {text}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
