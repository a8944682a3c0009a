/** What a session says, in short: for tests that compare whole sessions. */
import { MessagePage } from '../../shared/protocol.ts'
import type { SessionMessage } from '../../shared/session.ts'
import type { TestServer } from './testServer.ts'

/** `user: …`, `assistant: …`; of a notice its kind instead of its words. */
export function shortly({ role, notice, content }: SessionMessage): string {
  const texts = content.map((block) => (block.type === 'text' ? block.text : block.type))
  return `${role}: ${notice ?? texts.join(' ')}`
}

/** The whole session as its pages tell it, three messages at a time. */
export async function pagesOf(server: TestServer, path: string): Promise<SessionMessage[]> {
  const messages: SessionMessage[] = []
  let query = ''
  for (;;) {
    const page = MessagePage.parse((await server.get(`${path}/messages?limit=3${query}`)).body)
    messages.unshift(...page.messages)
    if (page.before === null) return messages
    query = `&before=${encodeURIComponent(page.before)}`
  }
}

export async function textsOf(server: TestServer, path: string): Promise<string[]> {
  return (await pagesOf(server, path)).map(shortly)
}
