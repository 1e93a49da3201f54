package dev.tutti.chat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Ids for the calls of one conversation, each of which names one call, in the form that a dialect
 * takes: some upstreams number the calls of every answer anew, and others refuse that. What a tool
 * answered goes to the latest turn's first call of that id that is still without an answer. The
 * same conversation has the same ids again. Not thread-safe.
 */
public final class UniqueCallIds {
  private final UnaryOperator<String> form;
  private final Set<String> used = new HashSet<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private final Map<String, Deque<String>> unanswered = new HashMap<>();
  private final Map<String, String> latest = new HashMap<>();

  /**
   * @param form writes an id as the dialect takes it; what is written in the right form stays
   */
  public UniqueCallIds(UnaryOperator<String> form) {
    this.form = form;
  }

  /** A turn of the model begins. */
  public void turn() {
    unanswered.clear();
  }

  /** The id of the next call that the conversation calls {@code id}; none for none. */
  public String call(String id) {
    if (id.isEmpty()) {
      return id;
    }
    var written = form.apply(id);
    while (!used.add(written)) {
      written = form.apply(id + "_" + counts.merge(id, 2, (count, _) -> count + 1));
    }
    unanswered.computeIfAbsent(id, _ -> new ArrayDeque<>(1)).add(written);
    latest.put(id, written);
    return written;
  }

  /** The id of the call that a tool answered, which the conversation calls {@code id}. */
  public String result(String id) {
    var waiting = unanswered.get(id);
    return waiting == null || waiting.isEmpty()
        ? latest.getOrDefault(id, id.isEmpty() ? id : form.apply(id))
        : waiting.removeFirst();
  }
}
