package dev.tutti.gateway.messages;

import dev.tutti.chat.ChatRequest;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Ids of the calls in a request's history, read when they are first asked for. Not thread-safe. */
final class HistoryIds implements Predicate<String> {
  private final ChatRequest request;
  private @Nullable Set<String> ids;

  HistoryIds(ChatRequest request) {
    this.request = request;
  }

  @Override
  public boolean test(String id) {
    if (!request.hasCalls()) {
      return false;
    }
    if (ids == null) {
      ids = read();
    }
    return ids.contains(id);
  }

  private Set<String> read() {
    var all = new HashSet<String>();
    for (var message : request.body().get("messages")) {
      message.path("tool_calls").forEach(call -> all.add(call.path("id").asString("")));
    }
    return all;
  }
}
