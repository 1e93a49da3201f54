package dev.tutti.memory.recall;

import dev.tutti.memory.api.Fact;
import dev.tutti.memory.api.FactChange;
import dev.tutti.memory.api.FactDraft;
import dev.tutti.memory.api.FactPage;
import dev.tutti.memory.api.FactSelection;
import dev.tutti.memory.api.Memories;
import dev.tutti.memory.api.RecallQuery;
import dev.tutti.memory.api.Recollection;
import dev.tutti.memory.fact.Facts;
import dev.tutti.store.Store;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The memory of the database: facts, and messages of sessions.
 *
 * @param threads virtual ones, on which is searched
 */
public record StoredMemories(Facts facts, MessageRecall messages, Executor threads)
    implements Memories {

  @Override
  public CompletableFuture<Fact> add(String owner, FactDraft draft) {
    return facts.add(owner, draft);
  }

  @Override
  public CompletableFuture<FactPage> list(String owner, FactSelection selection) {
    return facts.list(owner, selection);
  }

  @Override
  public CompletableFuture<Fact> find(String owner, String id) {
    return facts.find(owner, id);
  }

  @Override
  public CompletableFuture<Fact> change(String owner, String id, FactChange change) {
    return facts.change(owner, id, change);
  }

  @Override
  public CompletableFuture<Void> forget(String owner, String id) {
    return facts.forget(owner, id).thenAccept(_ -> {});
  }

  @Override
  public CompletableFuture<Integer> forgetUser(String owner, String user) {
    return facts
        .forgetUser(owner, user)
        .thenApply(
            count -> {
              messages.drop(owner, user);
              return count;
            });
  }

  @Override
  public CompletableFuture<List<Recollection>> recall(String owner, RecallQuery query) {
    return CompletableFuture.supplyAsync(() -> search(owner, query), threads);
  }

  private List<Recollection> search(String owner, RecallQuery query) {
    var all = new ArrayList<Recollection>();
    if (query.scope().facts()) {
      var known = Store.await(facts.current(owner, query.user()));
      all.addAll(new FactRanking(known).search(query.text(), query.limit()));
    }
    if (query.scope().messages()) {
      all.addAll(messages.search(owner, query));
    }
    all.sort(Comparator.comparingDouble(Recollection::score).reversed()); // stable: facts first
    return List.copyOf(all.subList(0, Math.min(all.size(), query.limit())));
  }
}
