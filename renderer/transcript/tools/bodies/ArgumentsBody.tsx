/**
 * A tool we have no view for: of a server (MCP), or one nobody has heard of. What it was given, by name, and
 * what came of it.
 */
import { strings } from '../../../strings/strings.ts'
import { BodyPart } from '../BodyPart.tsx'
import type { CallProps } from '../call.ts'
import { ArgumentTable } from '../ArgumentTable.tsx'
import { ResultPart } from './ResultPart.tsx'

export function ArgumentsBody({ call }: CallProps) {
  return (
    <>
      <BodyPart label={strings.tool.input}>
        <ArgumentTable input={call.use.input} />
      </BodyPart>
      <ResultPart call={call} isLabelled />
    </>
  )
}
