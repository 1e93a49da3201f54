package dev.tutti.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runner of work that is done in small steps, so that other writes come in between: each kind of
 * step is repeated until it says that there is no more. What fails is tried again the next time,
 * and logged when it begins to fail. Thread-safe.
 */
public final class StepRunner {
  private static final Logger log = LoggerFactory.getLogger(StepRunner.class);

  private final String name;
  private final List<Supplier<CompletableFuture<Boolean>>> kinds;
  private final AtomicReference<@Nullable CompletableFuture<Void>> running =
      new AtomicReference<>();
  private final AtomicBoolean failing = new AtomicBoolean();

  /**
   * Runner of these kinds of steps, one after the other.
   *
   * @param name of the work, for the log
   * @param kinds of steps, whose results say whether there may be more
   */
  public StepRunner(String name, List<Supplier<CompletableFuture<Boolean>>> kinds) {
    this.name = name;
    this.kinds = List.copyOf(kinds);
  }

  /** Does what there is to do; while it is at it already, waits for that. */
  public CompletableFuture<Void> advance() {
    var mine = new CompletableFuture<Void>();
    var other = running.compareAndExchange(null, mine);
    if (other != null) {
      return other;
    }
    var _ =
        CompletableFuture.completedFuture(0)
            .thenCompose(this::from) // what a step throws is a failure, too
            .whenComplete((_, failure) -> ended(mine, failure));
    return mine;
  }

  /** Does what there is to do when a look says that it is time. */
  public CompletableFuture<Void> advanceWhen(Supplier<CompletableFuture<Boolean>> look) {
    return CompletableFuture.completedFuture(look)
        .thenCompose(Supplier::get)
        .whenComplete((_, failure) -> failed(failure))
        .thenCompose(due -> due ? advance() : CompletableFuture.completedFuture(null));
  }

  private CompletableFuture<Void> from(int kind) {
    return kind == kinds.size()
        ? CompletableFuture.completedFuture(null)
        : kinds.get(kind).get().thenCompose(more -> from(more ? kind : kind + 1));
  }

  private void ended(CompletableFuture<Void> mine, @Nullable Throwable failure) {
    running.set(null);
    failed(failure);
    if (failure == null) {
      failing.set(false);
      mine.complete(null);
    } else {
      mine.completeExceptionally(failure);
    }
  }

  private void failed(@Nullable Throwable failure) {
    if (failure != null && failing.compareAndSet(false, true)) {
      log.warn("{} failed, and is tried again: {}", name, failure.getMessage());
    }
  }
}
