/** The number of a line. Drawn by CSS (tools.css): it is neither found nor copied with the code. */
interface LineNumberProps {
  readonly number: number
  /** Of the longest number beside it. */
  readonly digits: number
}

export function LineNumber({ number, digits }: LineNumberProps) {
  return (
    <span className="code-number" data-number={number} style={{ minWidth: `calc(${digits}ch + 1.5rem)` }} />
  )
}
