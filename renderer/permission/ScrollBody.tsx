/** The part of a request that scrolls. Says when there is more below: what is out of sight must not be out of mind. */
import { ChevronDown } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { strings } from '../strings/strings.ts'

interface ScrollBodyProps {
  readonly className: string
  readonly children: ReactNode
}

/** Pixels that may be missing without anything to read in them. */
const SLACK = 8

export function ScrollBody({ className, children }: ScrollBodyProps) {
  const box = useRef<HTMLDivElement>(null)
  const inside = useRef<HTMLDivElement>(null)
  const [hasMore, setMore] = useState(false)

  useEffect(() => {
    const { current } = box
    if (current === null || inside.current === null) return undefined
    const look = (): void => setMore(current.scrollHeight - current.scrollTop - current.clientHeight > SLACK)
    look()
    current.addEventListener('scroll', look, { passive: true })
    const sizes = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(look)
    sizes?.observe(current)
    sizes?.observe(inside.current)
    return () => {
      current.removeEventListener('scroll', look)
      sizes?.disconnect()
    }
  }, [])

  return (
    <>
      <div ref={box} tabIndex={0} className={`min-h-0 overflow-y-auto ${className}`}>
        <div ref={inside}>{children}</div>
      </div>
      {hasMore && (
        <button
          type="button"
          onClick={() => box.current?.scrollBy({ top: box.current.clientHeight * 0.8 })}
          className="flex w-full items-center justify-center gap-1 border-t border-line bg-surface-sunken py-1 text-meta font-medium text-accent hover:bg-hover"
        >
          <ChevronDown size={13} strokeWidth={2} aria-hidden />
          {strings.permission.moreBelow}
        </button>
      )}
    </>
  )
}
