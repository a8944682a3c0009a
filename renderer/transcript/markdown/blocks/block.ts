/**
 * A top-level piece of an answer: what `cutBlocks` cuts and `BlockView` draws. `start` is its offset in
 * the text, and its key: it does not change while the text grows.
 */
export type Block =
  | {
      readonly kind: 'text'
      readonly start: number
      /** Markdown without blank lines at its ends. */
      readonly raw: string
      /** The head of a very long table whose rows go on here; else empty. */
      readonly tableHead: string
      /** Of the table it ends with: its rows here, without the head, and those in the blocks before. */
      readonly rows: { readonly before: number; readonly own: number }
      /** Which the first item of a very long numbered list is that goes on here; else null. */
      readonly listStart: number | null
      /** Of a footnote: its label. */
      readonly note: string | null
    }
  | {
      readonly kind: 'code'
      readonly start: number
      readonly code: string
      /** First word after the fence, or empty. */
      readonly language: string
      readonly isClosed: boolean
    }
  | {
      readonly kind: 'math'
      readonly start: number
      /** With its delimiters. */
      readonly raw: string
      readonly isClosed: boolean
    }

/** What may stand anywhere in a text and is meant everywhere in it: the first of a label wins. */
export type Definition =
  { readonly kind: 'link'; readonly href: string; readonly title: string } | { readonly kind: 'note' }

/** By label as `normalLabel` writes it; those of footnotes begin with `^`. A map of them is one, too. */
export interface Definitions extends Iterable<readonly [string, Definition]> {
  readonly size: number
  get: (label: string) => Definition | undefined
}

/** Labels are the same when they differ only in case and in white space. As marked's lexer looks them up. */
export function normalLabel(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase().toUpperCase().toLowerCase()
}

export function sameBlock(one: Block, other: Block): boolean {
  if (one === other) return true
  if (one.start !== other.start) return false
  switch (one.kind) {
    case 'text':
      return (
        other.kind === 'text' &&
        one.raw === other.raw &&
        one.tableHead === other.tableHead &&
        one.rows.before === other.rows.before &&
        one.listStart === other.listStart &&
        one.note === other.note
      )
    case 'code':
      return (
        other.kind === 'code' &&
        one.code === other.code &&
        one.language === other.language &&
        one.isClosed === other.isClosed
      )
    default:
      return other.kind === 'math' && one.raw === other.raw && one.isClosed === other.isClosed
  }
}
