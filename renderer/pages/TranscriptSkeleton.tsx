/** Stands where the transcript will be while its newest page is on the way. */
import { Skeleton } from '../ui/Skeleton.tsx'

export function TranscriptSkeleton() {
  return (
    <div className="min-h-0 flex-1 overflow-hidden">
      <Skeleton
        widths={[38, 92, 86, 60, 74, 30]}
        className="mx-auto w-full max-w-[800px] px-6 pt-8 pl-[54px]"
      />
    </div>
  )
}
