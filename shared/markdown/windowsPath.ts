/**
 * Paths of Windows in running text and as the target of a link: a backslash in front of a sign is no escape there, or
 * `C:\Users\me\.config` would lose one. Asked by both lexers. Pure.
 */
const DRIVE = /(?:^|[^\w\\])[a-z]:$/i
const REST = /^\\[^\s"'`<>|*?()[\]{}\u0080-\uffff]*/
const SHARE = /^\\\\[\w.-]{1,64}\\[\w.$-]{1,64}(?:\\[\w.$-]{1,64}){0,32}/
const LINK = /^!?\[(?:\\.|[^\]\\]){0,500}\]\([ \t]*[a-z]:\\/i

/** Length of the path that goes on in `rest`, where `before` ends with its drive; 0 for none. */
export function drivePathLength(before: string, rest: string): number {
  return rest.startsWith('\\') && DRIVE.test(before.slice(-3)) ? (REST.exec(rest)?.[0].length ?? 0) : 0
}

/** Length of `\\machine\folder` with what is in it, at the start of a text. */
export function sharePathLength(text: string): number {
  return SHARE.exec(text)?.[0].length ?? 0
}

/** Whether the text begins with a link to a path with a drive, which `marked` would read as an escape. */
export function isDriveLink(text: string): boolean {
  return LINK.test(text)
}

/** Of a target that begins with a drive: a backslash may be written as two. */
export function driveTarget(written: string): string {
  return /^[a-z]:\\\\/i.test(written) ? written.replaceAll('\\\\', '\\') : written
}
