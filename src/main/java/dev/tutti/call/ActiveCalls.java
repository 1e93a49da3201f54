package dev.tutti.call;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The calls that are being answered, so that whoever stops can wait for them. Thread-safe. */
public final class ActiveCalls {
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final Set<Call> calls = ConcurrentHashMap.newKeySet();

  /** Those whose end somebody waits for, by their ids. */
  private final Map<String, CompletableFuture<Void>> awaited = new ConcurrentHashMap<>();

  private final CompletableFuture<Void> empty = new CompletableFuture<>();
  private volatile boolean draining;

  /**
   * Remembers a call until it is {@link #remove}d.
   *
   * @throws Fault {@code overloaded} once {@link #drain} has begun
   */
  public void add(Call call) {
    calls.add(call);
    if (draining) {
      remove(call);
      throw stopping();
    }
  }

  /** The call's answer has ended. Any number of times. */
  public void remove(Call call) {
    calls.remove(call);
    tellGone(call.id());
    tellWhenEmpty();
  }

  /**
   * Waits for a call that is live; completes at once where there is none of this id, and after
   * {@code longest} in any case.
   */
  public CompletableFuture<Void> gone(String id, Duration longest) {
    var gone = awaited.computeIfAbsent(id, _ -> new CompletableFuture<>());
    if (calls.stream().noneMatch(call -> call.id().equals(id))) {
      tellGone(id);
    }
    return gone.copy().completeOnTimeout(null, longest.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void tellGone(String id) {
    var waiting = awaited.remove(id);
    if (waiting != null) {
      waiting.complete(null);
    }
  }

  /** Number of live calls. */
  public int count() {
    return calls.size();
  }

  /**
   * Lets no more in, waits until all have ended, and cancels those that are left after {@code
   * longest}; returns 2 s after that at the latest. Blocks; an interrupt cancels them at once.
   */
  public void drain(Duration longest) {
    draining = true;
    tellWhenEmpty();
    if (!emptyWithin(longest)) {
      calls.forEach(call -> call.cancel(stopping()));
      emptyWithin(FAREWELL);
    }
  }

  private void tellWhenEmpty() {
    if (draining && calls.isEmpty()) {
      empty.complete(null);
    }
  }

  private boolean emptyWithin(Duration time) {
    try {
      empty.get(time.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException _) {
      return false;
    }
  }

  private static Fault stopping() {
    return Fault.of(FaultCode.OVERLOADED, "Tutti is stopping").after(Duration.ofSeconds(1));
  }
}
