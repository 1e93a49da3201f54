package dev.tutti.cli;

import java.util.List;
import java.util.Set;

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

  /**
   * Names of the options of a command; empty where there is no such command.
   *
   * @param words what leads to it; words that are no subcommands of a command are arguments
   */
  public static Set<String> options(List<String> words) {
    var command = TuttiCommand.commandLine(words.toArray(String[]::new));
    boolean known = false;
    for (var word : words) {
      var next = command.getSubcommands().get(word);
      if (next == null) {
        break;
      }
      known = true;
      command = next;
    }
    return known ? Set.copyOf(command.getCommandSpec().optionsMap().keySet()) : Set.of();
  }
}
