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
import dev.tutti.memory.vector.VectorFusion;
import dev.tutti.store.Store;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/**
 * The memory of the database: facts, and messages of sessions.
 *
 * @param vectors what ranks by meaning, where a model is configured
 * @param threads virtual ones, on which is searched
 */
public record StoredMemories(
    Facts facts, MessageRecall messages, VectorFusion vectors, Executor threads)
    implements Memories {
  /** Messages that are ranked by meaning, too: the best by words. */
  private static final int CANDIDATES = 200;

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
              drop(owner, user);
              return count;
            });
  }

  /** Drops what is in memory of a user's texts. */
  public void drop(String owner, String user) {
    messages.drop(owner, user);
    vectors.drop(owner, user);
  }

  @Override
  public CompletableFuture<List<Recollection>> recall(String owner, RecallQuery query) {
    return CompletableFuture.supplyAsync(() -> search(owner, query), threads);
  }

  private List<Recollection> search(String owner, RecallQuery query) {
    boolean both = vectors.enabled();
    var all = new ArrayList<Recollection>();
    if (query.scope().facts()) {
      all.addAll(rankedFacts(owner, query, both));
    }
    if (query.scope().messages()) {
      int most = both ? Math.max(CANDIDATES, query.limit()) : query.limit();
      var asked = new RecallQuery(query.user(), query.text(), most, query.scope());
      all.addAll(messages.search(owner, asked));
    }
    all.sort(Comparator.comparingDouble(Recollection::score).reversed()); // stable: facts first
    var ranked = both ? vectors.fuse(owner, query.user(), query.text(), all) : all;
    return List.copyOf(ranked.subList(0, Math.min(ranked.size(), query.limit())));
  }

  /**
   * Facts that fit by their words, the best first.
   *
   * @param all whether those that do not come behind them, with score 0
   */
  private List<Recollection> rankedFacts(String owner, RecallQuery query, boolean all) {
    var known = Store.await(facts.current(owner, query.user()));
    var ranking = new FactRanking(known);
    if (!all) {
      return ranking.search(query.text(), query.limit());
    }
    var ranked = new ArrayList<>(ranking.search(query.text(), known.size()));
    var ids = ranked.stream().map(Recollection::id).collect(Collectors.toSet());
    known.stream()
        .filter(each -> !ids.contains(each.id()))
        .forEach(each -> ranked.add(FactRanking.recollection(each, 0)));
    return ranked;
  }
}
