/** Above the composer while an earlier message is written anew: what sending will do, and the way out. */
import { CornerUpLeft } from 'lucide-react'
import { strings } from '../strings/strings.ts'
import { Button } from '../ui/Button.tsx'

export function EditingNote({ onStop }: { readonly onStop: () => void }) {
  return (
    <div className="mx-auto w-full max-w-[800px] px-6 pb-2">
      <div
        role="status"
        className="flex items-center gap-2.5 rounded-md border border-line bg-accent-soft py-1 pr-1 pl-3 text-ui"
      >
        <CornerUpLeft size={15} strokeWidth={1.75} className="shrink-0 text-accent" aria-hidden />
        <span className="min-w-0 flex-1">{strings.steering.editing}</span>
        <Button size="small" tone="ghost" onClick={onStop}>
          {strings.steering.stopEditing}
        </Button>
      </div>
    </div>
  )
}
