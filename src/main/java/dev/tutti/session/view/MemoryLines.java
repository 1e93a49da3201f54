package dev.tutti.session.view;

import dev.tutti.context.TokenBudget;
import java.util.stream.Collectors;

/** Lines of what is remembered, as far as they fit into a budget. */
public final class MemoryLines {
  private MemoryLines() {}

  /**
   * As many first lines as fit into the memory's part of a budget; none where nothing fits but the
   * heading, which says nothing alone.
   */
  public static String fitting(String text, TokenBudget budget) {
    var least = text.lines().limit(2).collect(Collectors.joining("\n"));
    return SummaryWriter.tokens(least) > budget.memory() ? "" : budget.memoryLines(text);
  }
}
