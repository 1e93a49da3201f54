package dev.tutti.routing.degrade;

import dev.tutti.cache.AnswerCache;
import dev.tutti.call.Call;
import dev.tutti.call.ChatStream;
import dev.tutti.chat.ChatRequest;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * Answers from earlier, which are better than none while nobody can answer. Thread-safe; must not
 * block.
 */
@FunctionalInterface
public interface StaleAnswers {

  /**
   * An earlier answer to the same request of the same caller, however old, in the form that is
   * asked for now. Called and completed on the call's loop; when it fails, there is none.
   */
  Future<Optional<ChatStream>> find(ChatRequest request, Call call);

  /** Answers that the response cache has kept. */
  static StaleAnswers of(AnswerCache answers) {
    return new CachedStaleAnswers(answers);
  }

  /** Nothing is kept. */
  static StaleAnswers none() {
    return (_, _) -> Future.succeededFuture(Optional.empty());
  }
}
