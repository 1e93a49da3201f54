package dev.tutti.routing.degrade;

import dev.tutti.call.Call;
import dev.tutti.call.Degradation;
import dev.tutti.call.Guard;
import dev.tutti.chat.ChatRequest;
import dev.tutti.routing.reuse.CacheContext;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counters of the answers that took the place of others, and the store of earlier answers. They
 * outlive a reload. Thread-safe.
 */
public final class Degradations {
  private final StaleAnswers stale;
  private final Guard books;
  private final MeterRegistry registry;

  /**
   * Counts into a registry.
   *
   * @param books notes the answers that come from nobody else but Tutti
   */
  public Degradations(StaleAnswers stale, Guard books, MeterRegistry registry) {
    this.stale = stale;
    this.books = books;
    this.registry = registry;
    for (var each : Degradation.values()) {
      counter(each).increment(0);
    }
  }

  private Counter counter(Degradation how) {
    return registry.counter("tutti.degraded", "kind", how.word());
  }

  StaleAnswers stale() {
    return stale;
  }

  /** Notes that a model has answered that was not asked for. */
  void count(Call call, Degradation how) {
    call.degrade(how);
    counter(how).increment();
  }

  /** Notes that Tutti answers itself: an attempt that uses nothing. */
  void answer(ChatRequest request, Call call, Degradation how) {
    count(call, how);
    CacheContext.note(books, request, call, how.word());
  }
}
