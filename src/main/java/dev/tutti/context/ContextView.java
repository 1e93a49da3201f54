package dev.tutti.context;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * View of a conversation: what a model is sent of it.
 *
 * @param strategy by which it was chosen
 * @param loss against the full history
 * @param messages to send, in their order: system, history, newest turn
 * @param kept ids of the messages of the history that are sent, the newest turn's included
 * @param summarised ids of those for which the summary stands and that are not sent
 * @param dropped those that are left out, with reasons
 * @param unread what became of messages that are not in the input
 * @param tokens sent and saved
 * @param warnings in words, such as of a budget that could not be held
 * @param compaction what a model should sum up in the background; nothing where it is not time, or
 *     where the strategy has no summary
 */
public record ContextView(
    ContextStrategy strategy,
    LossPolicy loss,
    List<ObjectNode> messages,
    List<String> kept,
    List<String> summarised,
    List<OmittedMessage> dropped,
    Unread unread,
    ViewTokens tokens,
    List<String> warnings,
    Compaction compaction) {

  /**
   * Messages of the history that are not in the input.
   *
   * @param summarised how many of them the summary stands for
   * @param dropped how many are left out
   */
  public record Unread(long summarised, long dropped) {}

  /** Keeps copies of the lists. */
  public ContextView {
    messages = List.copyOf(messages);
    kept = List.copyOf(kept);
    summarised = List.copyOf(summarised);
    dropped = List.copyOf(dropped);
    warnings = List.copyOf(warnings);
  }

  /** The view of an input; the same for the same. */
  public static ContextView of(ContextInput input) {
    return ViewAssembly.of(input).view();
  }
}
