/** The page comes when it is asked for: nobody who does not look at it waits for it. */
import { lazy, Suspense } from 'react'

const Page = lazy(async () => ({ default: (await import('./UsagePage.tsx')).UsagePage }))

export function LazyUsagePage() {
  return (
    <Suspense fallback={null}>
      <Page />
    </Suspense>
  )
}
