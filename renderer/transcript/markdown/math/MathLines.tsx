/** Math in lines of its own, with its delimiters. */
import { MathView } from './MathView.tsx'

interface MathLinesProps {
  readonly raw: string
  readonly isSettled: boolean
}

export function MathLines({ raw, isSettled }: MathLinesProps) {
  const written = raw.trim()
  return (
    <p dir="auto">
      <MathView source={written.slice(2, -2).trim()} raw={written} display isSettled={isSettled} />
    </p>
  )
}
