export const banner = {
  creating: 'Creating session…',
  disconnected: 'Connection lost. You can go on writing; what you write stays here.',
  reconnecting: (attempt: number, limit: number) =>
    `Connection lost. Reconnecting, attempt ${attempt} of ${limit}…`,
  gaveUp: 'Skein could not reach its server. Your sessions are safe on disk.',
  reconnect: 'Reconnect'
}
