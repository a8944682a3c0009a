/** A command of a shell, in its colours. */
import { CodeText } from '../../markdown/code/CodeText.tsx'
import { printableLines } from '../printable.ts'

export function CommandText({ command }: { readonly command: string }) {
  return (
    <pre
      tabIndex={0}
      className="tool-code max-h-[40vh] overflow-auto px-3 py-1.5 pr-9 wrap-anywhere whitespace-pre-wrap"
    >
      <span className="text-accent select-none">$ </span>
      <CodeText code={printableLines(command)} language="bash" isSettled />
    </pre>
  )
}
