package dev.tutti.call;

import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Reply;
import dev.tutti.chat.ReplyCollector;
import dev.tutti.chat.Usage;
import java.util.function.Consumer;

/** Hands an answer over to two callbacks as it comes, on one thread. */
public record Relay(Answer answer, Consumer<ChatEvent> onDelta, Consumer<Outcome> onEnd) {

  /**
   * Runs until the answer has ended and {@code onEnd} was told how.
   *
   * @throws RuntimeException that ended it: a {@link Fault}, or what a callback has thrown
   */
  public Reply run() {
    Reply reply;
    try {
      reply = relay();
    } catch (RuntimeException | Error e) {
      onEnd.accept(new Outcome.Failed(Fault.from(e), Usage.NONE));
      throw e;
    }
    onEnd.accept(new Outcome.Completed(reply.usage()));
    return reply;
  }

  private Reply relay() {
    var collector = new ReplyCollector();
    answer.forEachRemaining(
        event -> {
          collector.add(event);
          onDelta.accept(event);
        });
    return answer.reply(collector);
  }
}
