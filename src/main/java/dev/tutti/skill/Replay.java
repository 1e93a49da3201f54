package dev.tutti.skill;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Gives recorded answers again, in their order. Thread-safe. */
record Replay(List<Exchange> exchanges, AtomicInteger given) implements PlayedModel.Answers {

  Replay(List<Exchange> exchanges) {
    this(List.copyOf(exchanges), new AtomicInteger());
  }

  @Override
  public Exchange next(ChatRequest request) {
    int at = given.getAndIncrement();
    if (at >= exchanges.size()) {
      throw Fault.of(
          FaultCode.INVALID_REQUEST,
          "a model is asked %d times (expected: %d, as in the recording)"
              .formatted(at + 1, exchanges.size()));
    }
    return exchanges.get(at);
  }
}
