/** A plan as it is drawn, its links with where they lead; and as it is written, for what drawing leaves out. */
import { useState } from 'react'
import { strings } from '../strings/strings.ts'
import { Markdown } from '../transcript/markdown/Markdown.tsx'
import { ShowTargets } from '../transcript/markdown/links/ShowTargets.ts'
import { MoreButton } from '../transcript/tools/MoreButton.tsx'
import { printableProse } from '../transcript/tools/printable.ts'
import { ForeignText } from './ForeignText.tsx'

/** A longer one is shown as it is written, from its beginning on. */
const LONGEST_DRAWN = 40_000

export function PlanText({ plan }: { readonly plan: string }) {
  const canDraw = plan.length <= LONGEST_DRAWN
  const [isDrawn, setDrawn] = useState(canDraw)
  return (
    <>
      {isDrawn ? (
        <ShowTargets value>
          <Markdown text={printableProse(plan)} />
        </ShowTargets>
      ) : (
        <ForeignText kind="prose" text={plan} className="font-mono text-code" />
      )}
      {canDraw && (
        <MoreButton
          label={isDrawn ? strings.permission.planAsWritten : strings.permission.planDrawn}
          onClick={() => setDrawn(!isDrawn)}
        />
      )}
    </>
  )
}
