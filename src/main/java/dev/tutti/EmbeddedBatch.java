package dev.tutti;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Many requests of the program that Tutti runs in, some at once. Blocking; thread-safe. */
record EmbeddedBatch(EmbeddedCalls calls) {
  private static final int AT_ONCE = 64;

  /**
   * Asks all of them; an interrupt cancels what is under way.
   *
   * @throws Fault {@code cancelled} when the thread is interrupted
   */
  List<BatchOutcome> ask(List<ChatRequest> requests) {
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    try (threads) {
      return outcomes(threads, requests);
    } catch (InterruptedException _) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
      throw Fault.of(FaultCode.CANCELLED, "whoever waited for a batch was interrupted");
    }
  }

  private List<BatchOutcome> outcomes(ExecutorService threads, List<ChatRequest> requests)
      throws InterruptedException {
    var places = new Semaphore(AT_ONCE);
    var begun = new ArrayList<Future<BatchOutcome>>();
    for (var request : requests) {
      places.acquire();
      begun.add(threads.submit(() -> one(request, places)));
    }
    var outcomes = new ArrayList<BatchOutcome>();
    for (var each : begun) {
      try {
        outcomes.add(each.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException("a request of a batch", e.getCause());
      }
    }
    return List.copyOf(outcomes);
  }

  private BatchOutcome one(ChatRequest request, Semaphore places) {
    try (var answer = calls.askInBackground(request)) {
      return BatchOutcome.of(answer.collect());
    } catch (Fault fault) {
      return BatchOutcome.of(fault);
    } finally {
      places.release();
    }
  }
}
