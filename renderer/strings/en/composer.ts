export const composer = {
  label: 'Message',
  placeholder: (agent: string) => `Message ${agent}`,
  send: 'Send',
  queue: 'Queue message',
  stop: 'Stop',
  hint: 'Enter sends, Shift+Enter starts a new line',
  empty: 'Type a message first',
  creating: 'The session is being created',
  notReady: 'Waiting for the connection',
  loading: 'The session is still loading',
  agentUnavailable: (agent: string, reason: string) => `${agent} cannot run: ${reason}`,
  queued: 'Next up',
  queuePaused: 'Waiting. Send a message to go on.',
  unqueue: (text: string) => `Remove “${text}” from the queue`,
  mode: 'Permission mode',
  agent: 'Agent',
  model: 'Model',
  modelDefault: 'Default model',
  modelDefaultHint: 'Whatever the agent would choose',
  modes: {
    default: { label: 'Ask', description: 'Asks before it changes a file or runs a command.' },
    plan: { label: 'Plan', description: 'Reads and thinks, then proposes a plan. Changes nothing.' },
    acceptEdits: {
      label: 'Accept edits',
      description: 'Edits files without asking. Still asks before commands.'
    },
    bypassPermissions: {
      label: 'Bypass',
      description: 'Never asks. Any command runs at once, with your rights.'
    }
  },
  bypassTitle: 'Let the agent do anything?',
  bypassBody:
    'In this mode nothing is asked: the agent can change and delete files and run any command as you. Use it only where nothing can be lost.',
  bypassConfirm: 'Bypass permissions'
}
