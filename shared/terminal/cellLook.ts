/**
 * The look of a cell of a terminal: the parameters that set it (`1;31`), always in the same order, so that two looks can
 * be compared. Pure.
 */

/** As after `ESC [ 0 m`. */
export const NO_LOOK = ''

const ESCAPE = String.fromCharCode(27)
/** Which of them a parameter takes back. */
const ENDS = new Map<number, readonly number[]>([
  [22, [1, 2]],
  [23, [3]],
  [24, [4, 21]],
  [25, [5, 6]],
  [27, [7]],
  [28, [8]],
  [29, [9]]
])

/** A look after a sequence with these parameters. */
export function changedLook(look: string, parameters: string): string {
  const slots = new Map<string, string>()
  if (look !== NO_LOOK) obey(slots, look.split(';'))
  obey(slots, plainParameters(parameters.slice(0, 200)).split(';'))
  return [...slots.values()].toSorted().join(';')
}

/**
 * With semicolons alone, as all who draw colours read them: `38:2::255:0:0` is `38;2;255;0;0`, a curly underline is an
 * underline. What colours an underline is left out.
 */
export function plainParameters(parameters: string): string {
  if (!/:|58|59/.test(parameters)) return parameters
  const groups = parameters.split(';')
  const plain: string[] = []
  for (let at = 0; at < groups.length; at += 1) {
    const group = groups[at] ?? ''
    const [code = '', kind, ...rest] = group.split(':')
    if (code === '58') {
      // Written with semicolons, its colour stands in the next ones.
      if (kind === undefined) at += groups[at + 1] === '5' ? 2 : 4
    } else if (kind === undefined) {
      if (code !== '59') plain.push(code)
      // The colour that follows has numbers of its own.
      if (code === '38' || code === '48') {
        const own = groups.slice(at + 1, at + (groups[at + 1] === '5' ? 3 : 5))
        plain.push(...own)
        at += own.length
      }
    } else if (code === '38' || code === '48') {
      plain.push(code, kind, ...rest.slice(kind === '5' ? -1 : -3))
    } else plain.push(code === '4' && kind === '0' ? '24' : code)
  }
  return plain.join(';')
}

function obey(slots: Map<string, string>, given: readonly string[]): void {
  for (let at = 0; at < given.length; at += 1) {
    const code = Number(given[at])
    const slot = slotOf(code)
    if (code === 0) slots.clear()
    else if (code === 38 || code === 48) {
      const length = given[at + 1] === '5' ? 3 : 5
      slots.set(slot, given.slice(at, at + length).join(';'))
      at += length - 1
    } else if (code === 39 || code === 49) slots.delete(slot)
    else if (ENDS.has(code)) for (const ended of ENDS.get(code) ?? []) slots.delete(String(ended))
    else if (code <= 9 || code === 21 || code >= 30) slots.set(slot, String(code))
  }
}

/** Text and ground have one colour at a time, marks are each their own. */
function slotOf(code: number): string {
  if (code < 30) return String(code)
  return (code >= 40 && code <= 49) || code >= 100 ? 'ground' : 'text'
}

/** What a program would write to go from one to the other. */
export function lookSequence(from: string, to: string): string {
  const reset = from === NO_LOOK ? '' : `${ESCAPE}[0m`
  return to === NO_LOOK ? reset : `${reset}${ESCAPE}[${to}m`
}
