package dev.tutti.memory.extract;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.memory.api.Fact;
import dev.tutti.memory.api.FactDraft;
import dev.tutti.memory.api.MemoryTurn;
import dev.tutti.memory.fact.Facts;
import dev.tutti.memory.recall.FactRanking;
import dev.tutti.store.Store;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Extraction of facts in the background. A bounded number of turns waits, a few are looked at at
 * once, and one that fails is passed over: nobody waits for it, and no answer depends on it.
 * Thread-safe.
 */
public final class Extraction {
  private static final Logger log = LoggerFactory.getLogger(Extraction.class);
  private static final int MOST_WAITING = 1_000;
  private static final int AT_ONCE = 4;
  private static final int NEAREST = 12;
  private static final int NEWEST = 4;

  private final Facts facts;
  private final Supplier<ExtractionSettings> settings;
  private final BackgroundModel model;
  private final InstantSource clock;
  private final Executor threads;
  private final Means means;
  private final Semaphore places = new Semaphore(AT_ONCE, true);
  private final AtomicInteger waiting = new AtomicInteger();

  /** A model that is asked beside all calls. Blocking. */
  @FunctionalInterface
  public interface BackgroundModel {
    /**
     * The text of its answer.
     *
     * @throws Fault when there is none
     */
    String ask(ChatRequest request, MemoryTurn turn, ExtractionSettings settings);
  }

  /**
   * @param threads virtual ones
   */
  public Extraction(
      Facts facts,
      Supplier<ExtractionSettings> settings,
      BackgroundModel model,
      InstantSource clock,
      Executor threads) {
    this(facts, settings, model, clock, threads, new Means((_, _, _) -> true, _ -> {}));
  }

  /**
   * What else it goes by.
   *
   * @param evidence of what it has found
   * @param observer of how many changes each turn has brought
   */
  private record Means(Facts.Evidence evidence, IntConsumer observer) {}

  private Extraction(
      Facts facts,
      Supplier<ExtractionSettings> settings,
      BackgroundModel model,
      InstantSource clock,
      Executor threads,
      Means means) {
    this.facts = facts;
    this.settings = settings;
    this.model = model;
    this.clock = clock;
    this.threads = threads;
    this.means = means;
  }

  /** The same, which tells an observer how many changes each turn has brought. */
  public Extraction observedBy(IntConsumer made) {
    return new Extraction(facts, settings, model, clock, threads, new Means(means.evidence, made));
  }

  /** The same, which keeps only what there is evidence for when it is written down. */
  public Extraction heldBy(Facts.Evidence evidence) {
    return new Extraction(
        facts, settings, model, clock, threads, new Means(evidence, means.observer));
  }

  /** Looks at a turn some time later; never blocks. One too many is passed over. */
  public void note(Supplier<MemoryTurn> turn) {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      log.warn("a turn is not remembered: {} wait (expected: fewer)", MOST_WAITING);
      return;
    }
    try {
      threads.execute(() -> inTurn(turn));
    } catch (RejectedExecutionException _) { // closed
      waiting.decrementAndGet();
    }
  }

  private void inTurn(Supplier<MemoryTurn> turn) {
    try {
      places.acquire();
      try {
        means.observer.accept(look(turn.get()));
      } finally {
        places.release();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.warn("a turn is not remembered: {}", e.toString());
    } finally {
      waiting.decrementAndGet();
    }
  }

  /**
   * Looks at a turn now; blocks.
   *
   * @return the changes that were made
   */
  public int look(MemoryTurn turn) {
    var now = settings.get();
    var said =
        turn.said().stream().map(MemoryTurn.Utterance::text).collect(Collectors.joining(" "));
    if (said.isBlank() || turn.user().isEmpty() || now.model().isEmpty()) {
      return 0;
    }
    var heard =
        Store.await(facts.current(turn.owner(), turn.user())).stream()
            .filter(each -> each.character().equals(turn.character()))
            .toList();
    var known = nearest(heard, said);
    var answer = model.ask(ExtractionRequest.of(now.model(), turn, known), turn, now);
    var accepted = new Proposals(turn, known, clock.instant()).of(answer);
    int made = 0;
    for (var each : accepted) {
      made += make(turn.owner(), each) ? 1 : 0;
    }
    return made;
  }

  /** Facts that what was said may change: the nearest by words, and the newest. */
  private static List<Fact> nearest(List<Fact> all, String said) {
    var ids = new LinkedHashSet<String>();
    new FactRanking(all).search(said, NEAREST).forEach(each -> ids.add(each.id()));
    all.stream().limit(NEWEST).forEach(each -> ids.add(each.id()));
    var nearest = new ArrayList<Fact>();
    all.stream().filter(each -> ids.contains(each.id())).forEach(nearest::add);
    return nearest;
  }

  private boolean make(String owner, Proposal proposal) {
    try {
      return switch (proposal) {
        case Proposal.Keep(FactDraft draft) ->
            Store.await(facts.note(owner, draft, means.evidence));
        case Proposal.Retract(Fact fact) -> Store.await(facts.retract(owner, fact.id()));
      };
    } catch (Fault fault) { // such as one that was erased meanwhile
      log.debug("a change of memory is passed over: {}", fault.toString());
      return false;
    }
  }
}
