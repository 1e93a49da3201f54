package dev.tutti;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Reply;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Outcome of one of many requests: a reply, or the fault that there is instead. Immutable. */
public final class BatchOutcome {
  private final @Nullable Reply reply;
  private final @Nullable Fault fault;

  private BatchOutcome(@Nullable Reply reply, @Nullable Fault fault) {
    this.reply = reply;
    this.fault = fault;
  }

  static BatchOutcome of(Reply reply) {
    return new BatchOutcome(reply, null);
  }

  static BatchOutcome of(Fault fault) {
    return new BatchOutcome(null, fault);
  }

  /** The whole answer; empty where there is a fault. */
  public Optional<Reply> reply() {
    return Optional.ofNullable(reply);
  }

  /** Reason for which there is no answer; empty where there is one. */
  public Optional<Fault> fault() {
    return Optional.ofNullable(fault);
  }
}
