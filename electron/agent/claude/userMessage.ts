/** A prompt as Claude Code takes it. Pure. Text first, as the session host shows it. */
import type { SDKUserMessage } from '@anthropic-ai/claude-agent-sdk'
import type { AgentPrompt } from '../port.ts'

/** `uuid` becomes the id of the prompt's record in the transcript. */
export function toUserMessage(prompt: AgentPrompt, uuid: string): SDKUserMessage {
  const images = prompt.attachments.map(({ mediaType, data }) => ({
    type: 'image' as const,
    source: { type: 'base64' as const, media_type: mediaType, data }
  }))
  const text = prompt.text === '' ? [] : [{ type: 'text' as const, text: prompt.text }]
  return {
    type: 'user',
    message: { role: 'user', content: images.length === 0 ? prompt.text : [...text, ...images] },
    parent_tool_use_id: null,
    uuid: asUuid(uuid)
  }
}

type Uuid = NonNullable<SDKUserMessage['uuid']>

function asUuid(text: string): Uuid {
  const [a = '', b = '', c = '', d = '', e = ''] = text.split('-')
  return `${a}-${b}-${c}-${d}-${e}`
}
