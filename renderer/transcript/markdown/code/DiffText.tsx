/** A diff: what was added, what was removed, and the places, each on its own ground. The signs are in the text. */
interface DiffTextProps {
  readonly code: string
}

type Change = 'added' | 'removed' | 'place' | 'file'

export function DiffText({ code }: DiffTextProps) {
  return code.split('\n').map((line, index) => (
    <span key={index} data-change={changeOf(line)} className="code-line">
      {`${line}\n`}
    </span>
  ))
}

function changeOf(line: string): Change | undefined {
  if (/^(?:\+\+\+|---) |^diff |^index [0-9a-f]/.test(line)) return 'file'
  if (line.startsWith('@@')) return 'place'
  if (line.startsWith('+')) return 'added'
  return line.startsWith('-') ? 'removed' : undefined
}
