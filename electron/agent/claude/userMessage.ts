/** A prompt as Claude Code takes it. Pure. Text first, as the session host shows it. */
import type { SDKUserMessage } from '@anthropic-ai/claude-agent-sdk'
import { unreachable } from '../../../shared/errors.ts'
import type { Attachment } from '../../../shared/session.ts'
import type { AgentPrompt } from '../port.ts'

/** `uuid` becomes the id of the prompt's record in the transcript. */
export function toUserMessage(prompt: AgentPrompt, uuid: string): SDKUserMessage {
  const attached = prompt.attachments.flatMap(inputBlock)
  const text = prompt.text === '' ? [] : [{ type: 'text' as const, text: prompt.text }]
  return {
    type: 'user',
    message: { role: 'user', content: attached.length === 0 ? prompt.text : [...text, ...attached] },
    parent_tool_use_id: null,
    uuid: asUuid(uuid)
  }
}

type InputBlock = Exclude<SDKUserMessage['message']['content'], string>[number]

function inputBlock(attachment: Attachment): InputBlock[] {
  switch (attachment.type) {
    case 'image':
      return [
        {
          type: 'image',
          source: { type: 'base64', media_type: attachment.mediaType, data: attachment.data }
        }
      ]
    case 'text':
      return [
        {
          type: 'document',
          title: attachment.name,
          source: { type: 'text', media_type: 'text/plain', data: attachment.text }
        }
      ]
    case 'pdf':
      return [
        {
          type: 'document',
          title: attachment.name,
          source: { type: 'base64', media_type: 'application/pdf', data: attachment.data }
        }
      ]
    default:
      return unreachable(attachment)
  }
}

type Uuid = NonNullable<SDKUserMessage['uuid']>

function asUuid(text: string): Uuid {
  const [a = '', b = '', c = '', d = '', e = ''] = text.split('-')
  return `${a}-${b}-${c}-${d}-${e}`
}
