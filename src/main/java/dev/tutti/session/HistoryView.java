package dev.tutti.session;

import dev.tutti.call.ContextUse;
import dev.tutti.chat.Json;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * View of a session: what of its history a model is sent. The history itself stays as it is.
 * Thread-safe; must not block, and asks nobody.
 */
@FunctionalInterface
public interface HistoryView {
  /**
   * The view for a model.
   *
   * @param history everything that was said, the oldest first; what is asked now is at its end
   * @param newest how many of the last messages are asked now; these are in every view
   * @param model who is asked
   */
  SessionView of(ChatSession session, List<SessionMessage> history, int newest, String model);

  /**
   * Everything that was said.
   *
   * @param tokens estimates those of a text
   */
  static HistoryView full(ToLongFunction<String> tokens) {
    return (_, history, _, model) -> {
      var messages = history.stream().map(each -> each.jsonFor(model)).toList();
      long all = history.stream().mapToLong(each -> tokens.applyAsLong(each.text())).sum();
      var use = new ContextUse(all, 0, all, 0, "");
      return new SessionView(
          SessionStrategy.FULL, messages, history.size(), 0, 0, use, Json.object());
    };
  }
}
