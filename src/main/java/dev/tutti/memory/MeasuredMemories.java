package dev.tutti.memory;

import dev.tutti.memory.api.Fact;
import dev.tutti.memory.api.FactChange;
import dev.tutti.memory.api.FactDraft;
import dev.tutti.memory.api.FactPage;
import dev.tutti.memory.api.FactSelection;
import dev.tutti.memory.api.Memories;
import dev.tutti.memory.api.RecallQuery;
import dev.tutti.memory.api.Recollection;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Memories whose changes are counted and whose searches are timed. Thread-safe. */
record MeasuredMemories(Memories memories, MemoryMeters meters) implements Memories {
  private <T extends @Nullable Object> CompletableFuture<T> counted(
      String change, CompletableFuture<T> work) {
    return work.thenApply(
        done -> {
          meters.changed(change, done instanceof Integer facts ? facts : 1);
          return done;
        });
  }

  @Override
  public CompletableFuture<Fact> add(String owner, FactDraft draft) {
    return counted("added", memories.add(owner, draft));
  }

  @Override
  public CompletableFuture<FactPage> list(String owner, FactSelection selection) {
    return memories.list(owner, selection);
  }

  @Override
  public CompletableFuture<Fact> find(String owner, String id) {
    return memories.find(owner, id);
  }

  @Override
  public CompletableFuture<Fact> change(String owner, String id, FactChange change) {
    return counted("changed", memories.change(owner, id, change));
  }

  @Override
  public CompletableFuture<Void> forget(String owner, String id) {
    return counted("erased", memories.forget(owner, id));
  }

  @Override
  public CompletableFuture<Integer> forgetUser(String owner, String user) {
    return counted("erased", memories.forgetUser(owner, user));
  }

  @Override
  public CompletableFuture<List<Recollection>> recall(String owner, RecallQuery query) {
    var sample = Timer.start(meters.registry());
    return memories
        .recall(owner, query)
        .whenComplete((_, _) -> sample.stop(meters.recalls(query.scope())));
  }
}
