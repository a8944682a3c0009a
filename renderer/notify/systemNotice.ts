/** The system's notifications, as far as this window may use them. Never throws: who is not told goes on working. */

/** `default`: nobody has been asked yet. */
export type Leave = 'granted' | 'denied' | 'default'

export function mayNotify(): Leave {
  return typeof Notification === 'undefined' ? 'denied' : Notification.permission
}

/** Asks the person, when nobody has yet. */
export async function askToNotify(): Promise<Leave> {
  if (mayNotify() !== 'default') return mayNotify()
  try {
    return await Notification.requestPermission()
  } catch {
    return 'denied' // a browser that only lets a page ask in other ways: the settings page says so
  }
}

/** Shows one line; `tag` makes a newer one of the same kind take its place. */
export function notify(text: string, body: string, tag: string, onOpen: () => void): void {
  if (mayNotify() !== 'granted') return
  try {
    const notice = new Notification(text, { body, tag })
    notice.addEventListener('click', () => {
      window.focus()
      onOpen()
      notice.close()
    })
  } catch {
    // Some systems take notifications only from an installed app: the mark in the title has to do.
  }
}
