/** The one tag of HTML that is not shown as it is written: a line break, as people and models put it into tables. Pure. */

const TAG = /^<\/?br\s{0,8}\/?>\n?$/i
const AT_START = /^ {0,3}<\/?br\s{0,8}\/?>/i

/** Whether the piece of HTML is `<br>`, `<br/>` or `</br>` and nothing else. */
export function isLineBreakTag(html: string): boolean {
  return TAG.test(html)
}

/** A block that begins with one is a paragraph: its other lines are Markdown. */
export function beginsWithLineBreakTag(text: string): boolean {
  return AT_START.test(text)
}

/** Of a text that begins with tags: up to the blank line at which a block of them ends, whatever they are. */
export function blockOfTags(text: string): string {
  const blank = /\n[ \t]*\n/.exec(text)
  return blank === null ? text : text.slice(0, blank.index + 1)
}
