package dev.tutti.routing.degrade;

import dev.tutti.call.Call;
import dev.tutti.call.ChatStream;
import dev.tutti.call.ReplayStream;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Usage;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Remembers one answer, if it is told any. */
public final class TestingStaleAnswers implements StaleAnswers {
  private @Nullable String text;
  private @Nullable RuntimeException failure;

  /** Every request had this answer once. */
  void keeps(String answer) {
    text = answer;
  }

  /** Nothing can be found out. */
  void breaks(RuntimeException why) {
    failure = why;
  }

  @Override
  public Future<Optional<ChatStream>> find(ChatRequest request, Call call) {
    if (failure != null) {
      return Future.failedFuture(failure);
    }
    return Future.succeededFuture(Optional.ofNullable(text).map(TestingStaleAnswers::said));
  }

  private static ChatStream said(String text) {
    return new ReplayStream(
        List.of(
            Chunk.Events.of(new ChatEvent.Start("old", "m"), new ChatEvent.Text(0, text)),
            Chunk.Events.of(new ChatEvent.Finish(0, FinishReason.STOP))),
        Usage.of(3, 4));
  }
}
