/**
 * What is said of a file that somebody else on this machine could change (`electron/machine/foreignHand.ts` finds them).
 * Asked by the server for programs and folders; no page loads it. Pure.
 */

/** As `ForeignHand`, when it has come as the parameters of a sentence. */
interface SaidHand {
  readonly path: string
  readonly kind: string
  readonly by: string
}

/** What is wrong with it, and how it is mended: a sentence, and one without its end. */
export function describeHand({ path, kind, by }: SaidHand): {
  readonly reason: string
  readonly remedy: string
} {
  if (by === 'owner') {
    return {
      reason: `The ${kind} ${path} belongs to another user of this machine, who could change it.`,
      remedy: `Make it yours if you trust what is in it (\`sudo chown ${kind === 'link' ? '-h ' : ''}"$USER" '${path}'\`)`
    }
  }
  return {
    reason:
      by === 'everyone'
        ? `Every user of this machine may write to the ${kind} ${path}.`
        : `Other users of this machine may write to the ${kind} ${path}: its group may.`,
    remedy: `Close it to others (\`chmod go-w '${path}'\`)`
  }
}
