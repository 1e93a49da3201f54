package dev.tutti.cli;

import java.util.List;

/** A command line that a page shows, for tests of other packages. */
public final class DocumentedCommand {
  private DocumentedCommand() {}

  /**
   * Whether there is such a command with such options; it is not carried out.
   *
   * @param words what follows {@code ./tutti}
   */
  public static void check(List<String> words) {
    var args = words.toArray(String[]::new);
    TuttiCommand.commandLine(args).parseArgs(args);
  }
}
