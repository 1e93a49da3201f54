package dev.tutti.selection.auto;

import dev.tutti.chat.ChatRequest;
import java.util.HashSet;
import java.util.Set;

/** Tags of a request: those of its header, and {@code tag} and {@code tags} of its metadata. */
final class RequestTags {
  private static final int MOST = 32;

  private RequestTags() {}

  static Set<String> of(ChatRequest request, Set<String> named) {
    if (!request.body().has("metadata")) {
      return named;
    }
    var metadata = request.body().get("metadata");
    var all = new HashSet<>(named);
    for (var key : new String[] {"tag", "tags"}) {
      for (var tag : metadata.path(key).asString("").split(",", MOST)) {
        if (!tag.isBlank()) {
          all.add(tag.strip());
        }
      }
    }
    return Set.copyOf(all);
  }
}
