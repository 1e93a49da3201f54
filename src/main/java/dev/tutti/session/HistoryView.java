package dev.tutti.session;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * View of a session: what of its history a model is sent. The history itself stays as it is.
 * Thread-safe; must not block, and asks nobody.
 */
@FunctionalInterface
public interface HistoryView {
  /** Everything that was said. */
  HistoryView FULL = HistoryView::full;

  /**
   * The view for a model.
   *
   * @param history everything that was said, the oldest first; what is asked now is at its end
   * @param newest how many of the last messages are asked now; these are in every view
   * @param model who is asked
   */
  SessionView of(ChatSession session, List<SessionMessage> history, int newest, String model);

  private static SessionView full(
      ChatSession session, List<SessionMessage> history, int newest, String model) {
    var messages = new ArrayList<ObjectNode>(history.size());
    history.forEach(each -> messages.add(each.jsonFor(model)));
    return new SessionView(SessionStrategy.FULL, messages, history.size(), 0, 0);
  }
}
