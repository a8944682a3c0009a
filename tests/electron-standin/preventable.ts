/** The event object Electron hands to listeners. */
export class PreventableEvent {
  defaultPrevented = false

  preventDefault(): void {
    this.defaultPrevented = true
  }
}

/** An event with details, as `will-navigate` has it. */
export function eventWith<Details extends object>(details: Details): PreventableEvent & Details {
  return Object.assign(new PreventableEvent(), details)
}
