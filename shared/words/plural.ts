/** Which form of a word goes with a number, by the rules of a language. One for each language: `<language>/plural.ts`. */

/** A form for each category the language has (English and German: `one`, `other`), the whole phrase with its number. */
type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>

/** The form for a number of things; `other` where the language's category has none. */
export type Plural = (count: number, forms: Forms) => string

/** The rules are made when something is counted first, and kept. @param language a BCP 47 code, such as `de` */
export function pluralIn(language: string): Plural {
  let rules: Intl.PluralRules | null = null
  return (count, forms) => {
    rules ??= new Intl.PluralRules(language)
    return forms[rules.select(count)] ?? forms.other
  }
}
