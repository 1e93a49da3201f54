package dev.tutti.cli.terminal;

/** Terminal of the process. */
public final class Terminal {
  private Terminal() {}

  /** Whether a person watches: input and output are a terminal, not a file or a pipe. */
  @SuppressWarnings("SystemConsoleNull") // a runtime without the module jdk.internal.le has none
  public static boolean isWatched() {
    var console = System.console();
    return console != null && console.isTerminal();
  }
}
