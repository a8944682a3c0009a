/**
 * Files dropped anywhere on the window go to the composer. While they are over it, the nearest positioned
 * ancestor (the session's column) says so. Without this the browser would open the file in place of the page.
 */
import { Paperclip } from 'lucide-react'
import { useEffect, useState } from 'react'
import { strings } from '../../strings/strings.ts'

interface DropZoneProps {
  readonly onFiles: (files: readonly File[]) => void
}

export function DropZone({ onFiles }: DropZoneProps) {
  const [isOver, setIsOver] = useState(false)

  useEffect(() => {
    // A file over the window enters each element it passes before it leaves the one it came from.
    let inside = 0
    const isFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true
    function onEnter(event: DragEvent): void {
      if (!isFiles(event)) return
      inside += 1
      setIsOver(true)
    }
    function onLeave(event: DragEvent): void {
      if (!isFiles(event)) return
      inside = Math.max(0, inside - 1)
      if (inside === 0) setIsOver(false)
    }
    function onOver(event: DragEvent): void {
      if (!isFiles(event)) return
      event.preventDefault()
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy'
    }
    function onDrop(event: DragEvent): void {
      inside = 0
      setIsOver(false)
      if (!isFiles(event) || event.defaultPrevented) return
      event.preventDefault()
      onFiles([...(event.dataTransfer?.files ?? [])])
    }
    const controller = new AbortController()
    const { signal } = controller
    window.addEventListener('dragenter', onEnter, { signal })
    window.addEventListener('dragleave', onLeave, { signal })
    window.addEventListener('dragover', onOver, { signal })
    // Before the window, which refuses what nobody has taken.
    document.addEventListener('drop', onDrop, { signal })
    return () => controller.abort()
  }, [onFiles])

  if (!isOver) return null
  return (
    <div className="pointer-events-none absolute inset-0 z-30 grid place-items-center bg-surface/85 p-4">
      <div className="grid size-full place-items-center rounded-lg border-2 border-dashed border-accent bg-accent-soft">
        <p role="status" className="flex items-center gap-2.5 text-title font-semibold text-accent">
          <Paperclip size={20} strokeWidth={1.75} aria-hidden />
          {strings.composer.attach.drop}
        </p>
      </div>
    </div>
  )
}
