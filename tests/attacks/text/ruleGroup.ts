/** A rule of Markdown with what it makes of texts. Read by `textRules.test.tsx`. */
export interface RuleGroup {
  readonly whose: 'ours' | 'CommonMark' | 'GFM'
  /** Of ours: why there is one, and what others do. */
  readonly why: string
  /** What is written, and what is drawn, in the signs of `drawnText.ts`. */
  readonly cases: readonly (readonly [written: string, drawn: string])[]
}
