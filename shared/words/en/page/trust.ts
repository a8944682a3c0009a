export const trust = {
  title: 'Do you trust what is in this folder?',
  trusting: 'If you trust it,',
  trusted:
    'agents load the CLAUDE.md, hooks, MCP servers and settings it brings, and run harmless reads (like git status) without asking. All of these can run programs of the folder as you.',
  notTrusting: 'If you don’t,',
  notTrusted: 'none of it is loaded, nor are your own settings for agents, and every command asks.',
  later: 'You can change this later in the project’s menu.',
  waits: 'Your message is sent once you have answered.',
  yes: 'Trust this folder',
  no: 'Don’t trust',
  stop: 'Stop trusting this folder',
  more: (sentence: string) => `${sentence}…`
}
