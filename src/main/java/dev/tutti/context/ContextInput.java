package dev.tutti.context;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * All that a view is made of.
 *
 * @param strategy how turns are chosen
 * @param budget of tokens
 * @param system messages that lead every view, such as the system prompt
 * @param memory facts about the user, one a line, the most important first; empty for none
 * @param summary of the history's beginning
 * @param history oldest first, without the newest turn
 * @param unread of the history; what it says is apart was said before that, the rest after it
 * @param newest the user's message, with the loop of tools that it has begun; empty to see what
 *     would be sent with the next one
 * @param price of the model's input; {@link InputPrice#ALIKE} where it is not known
 */
public record ContextInput(
    ContextStrategy strategy,
    TokenBudget budget,
    List<ObjectNode> system,
    String memory,
    HistorySummary summary,
    List<HistoryMessage> history,
    UnreadHistory unread,
    List<HistoryMessage> newest,
    InputPrice price) {

  /** Keeps copies of the lists. */
  public ContextInput {
    system = List.copyOf(system);
    history = List.copyOf(history);
    newest = List.copyOf(newest);
  }

  /** An input with nothing said yet. */
  public static Builder builder(ContextStrategy strategy, TokenBudget budget) {
    return new Builder(strategy, budget);
  }

  /** Collects the parts. Not thread-safe. */
  public static final class Builder {
    private final ContextStrategy strategy;
    private final TokenBudget budget;
    private List<ObjectNode> system = List.of();
    private String memory = "";
    private HistorySummary summary = HistorySummary.NONE;
    private List<HistoryMessage> history = List.of();
    private UnreadHistory unread = UnreadHistory.NONE;
    private List<HistoryMessage> newest = List.of();
    private InputPrice price = InputPrice.ALIKE;

    private Builder(ContextStrategy strategy, TokenBudget budget) {
      this.strategy = strategy;
      this.budget = budget;
    }

    /** The system prompt; empty for none. */
    public Builder system(String text) {
      return system(text.isEmpty() ? List.of() : List.of(SystemText.message(text)));
    }

    /** Messages that lead every view. */
    public Builder system(List<ObjectNode> messages) {
      system = messages;
      return this;
    }

    /** Facts about the user, one a line, the most important first. */
    public Builder memory(String lines) {
      memory = lines;
      return this;
    }

    /** A summary of the history's beginning. */
    public Builder summary(HistorySummary text) {
      summary = text;
      return this;
    }

    /** What was said before the newest turn, oldest first. */
    public Builder history(List<HistoryMessage> messages) {
      history = messages;
      return this;
    }

    /** What of the history is not told here. */
    public Builder unread(UnreadHistory part) {
      unread = part;
      return this;
    }

    /** The user's newest message, with the loop of tools that it has begun. */
    public Builder newest(List<HistoryMessage> messages) {
      newest = messages;
      return this;
    }

    /** The price of the model's input. */
    public Builder price(InputPrice known) {
      price = known;
      return this;
    }

    /** The input. */
    public ContextInput build() {
      return new ContextInput(
          strategy, budget, system, memory, summary, history, unread, newest, price);
    }
  }
}
