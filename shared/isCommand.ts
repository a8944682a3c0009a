/** Whether a text is a command to the agent and no words to it: such a text names no session. Pure. */

/** `/clear`, `/model opus`, `/plugin:name`, `!ls`; a path has more than one slash, or a dot. */
const command = /^(?:\/[A-Za-z][\w:-]*(?=\s|$)|!\s*\S)/

/**
 * Whether the text begins as a command does, blanks before it aside; what the agent then makes of it is its own
 * affair.
 */
export function isCommand(text: string): boolean {
  return command.test(text.trimStart())
}
