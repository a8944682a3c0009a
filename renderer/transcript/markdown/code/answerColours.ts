/**
 * The program of the worker that colours code, without its port: `colourWorker.ts` has one, and tests another. A
 * request is answered twice: when its grammar is here, and when it is done.
 */
import type { CodeRun, Highlight } from './colourCode.ts'
import type { GrammarName } from './grammarOf.ts'
import { loadHighlight } from './grammars.ts'

export interface ColourRequest {
  readonly id: number
  readonly grammar: GrammarName
  readonly code: string
}

export type ColourAnswer =
  /** From here on it counts what the code takes. */
  | { readonly type: 'begun'; readonly id: number }
  /** Null: the code has no colours in this grammar. */
  | { readonly type: 'coloured'; readonly id: number; readonly runs: readonly CodeRun[] | null }
  /** The grammar could not be fetched. */
  | { readonly type: 'failed'; readonly id: number }

/** So many stretches are no help to a reader, and each is an element. */
const MOST_RUNS = 12_000

/** Answers at once where the grammar is known already. */
export function createColourAnswers(
  answer: (answer: ColourAnswer) => void
): (request: ColourRequest) => void {
  const loaded = new Map<GrammarName, Highlight>()
  const colour = ({ id, code }: ColourRequest, highlight: Highlight): void => {
    answer({ type: 'begun', id })
    answer({ type: 'coloured', id, runs: runsOf(code, highlight) })
  }
  return (request) => {
    const known = loaded.get(request.grammar)
    if (known) {
      colour(request, known)
      return
    }
    loadHighlight(request.grammar).then(
      (highlight) => {
        loaded.set(request.grammar, highlight)
        colour(request, highlight)
      },
      () => answer({ type: 'failed', id: request.id }) // drawn without colours; asked for anew the next time
    )
  }
}

function runsOf(code: string, highlight: Highlight): readonly CodeRun[] | null {
  try {
    const runs = highlight(code)
    return runs.length > MOST_RUNS ? null : runs
  } catch {
    // A grammar gives up on some texts: they are drawn plain.
    return null
  }
}
