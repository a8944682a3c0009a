/** Catches a bug while drawing, so that a broken part is a sentence and not a white window. A class because React asks for one. */
import { Component } from 'react'
import type { ErrorInfo, ReactNode } from 'react'
import { messageOf } from '../../shared/errors.ts'

interface ErrorBoundaryProps {
  /** What is shown instead; gets the sentence in the error. */
  readonly fallback: (what: string) => ReactNode
  readonly onError?: (what: string, stack: string) => void
  readonly children: ReactNode
}

interface ErrorBoundaryState {
  readonly broken: string | null
}

export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { broken: null }

  static getDerivedStateFromError(thrown: unknown): ErrorBoundaryState {
    return { broken: messageOf(thrown) }
  }

  override componentDidCatch(thrown: unknown, info: ErrorInfo): void {
    this.props.onError?.(messageOf(thrown), info.componentStack ?? '')
  }

  override render(): ReactNode {
    return this.state.broken === null ? this.props.children : this.props.fallback(this.state.broken)
  }
}
