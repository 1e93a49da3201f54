package dev.tutti.cli;

/** Terminal of the process. */
final class Terminal {
  private Terminal() {}

  /** Whether a person watches: input and output are a terminal, not a file or a pipe. */
  @SuppressWarnings("SystemConsoleNull") // a runtime without the module jdk.internal.le has none
  static boolean isWatched() {
    var console = System.console();
    return console != null && console.isTerminal();
  }
}
