package dev.tutti.selection.outcome;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.selection.analysis.PromptAnalyzer;
import dev.tutti.selection.decision.LearningSettings;
import dev.tutti.selection.outcome.DriftDetector.Drift;
import dev.tutti.selection.quality.ModelOutcome;
import dev.tutti.selection.quality.PromptVector;
import dev.tutti.selection.quality.QualityModel;
import dev.tutti.selection.quality.QualityPriors;
import dev.tutti.store.Store;
import dev.tutti.store.StoreException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Outcomes of models' answers, on disk and learned from. What is acknowledged is on disk, and is
 * learned by then. Thread-safe; only {@link #close} blocks.
 */
public final class RoutingOutcomes implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RoutingOutcomes.class);

  /** Source of outcomes that operators give in files. */
  public static final String FILE = "file";

  /** Source of what callers say of answers. */
  public static final String FEEDBACK = "feedback";

  private static final int WAITING = 4_096;
  private static final int PAGE = 500;
  private static final int MOST_SCORES = 20_000;

  /** Share of the rows that may be gone until all is learned anew. */
  private static final double GONE = .05;

  private final Store store;
  private final InstantSource clock;
  private final Supplier<LearningSettings> settings;
  private final PromptLearning learning;
  private final AtomicReference<QualityModel> model;
  private final Instant opened;
  private final ThreadPoolExecutor line =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING),
          Thread.ofVirtual().name("tutti-routing").factory());

  private long generation = -1;
  private long last;
  private long gone;
  private boolean changed;

  private RoutingOutcomes(
      Store store,
      InstantSource clock,
      Supplier<LearningSettings> settings,
      QualityPriors priors,
      PromptLearning learning) {
    this.store = store;
    this.clock = clock;
    this.settings = settings;
    this.learning = learning;
    this.model = new AtomicReference<>(QualityModel.of(priors));
    this.opened = clock.instant();
  }

  /**
   * Begins with what a store has, in the background, and follows what other processes write.
   *
   * @param settings those of the moment
   * @param priors what is believed of a model before there is any outcome
   * @param alarm hears of models that have become better or worse than expected
   */
  public static RoutingOutcomes open(
      Store store,
      InstantSource clock,
      Supplier<LearningSettings> settings,
      PromptAnalyzer analyzer,
      QualityPriors priors,
      Consumer<Drift> alarm) {
    var learning = new PromptLearning(analyzer, priors, alarm);
    var outcomes = new RoutingOutcomes(store, clock, settings, priors, learning);
    var _ = outcomes.follow();
    store.onForeignChange(
        () -> {
          var _ = outcomes.follow();
        });
    return outcomes;
  }

  /** What is known of models now. */
  public QualityModel quality() {
    return model.get();
  }

  /** Remembers the features of a call's prompt, for feedback that may come. */
  public void remember(String call, PromptVector prompt) {
    learning.remember(call, prompt);
  }

  /** Keeps outcomes and learns from them; complete when both is done. */
  public CompletableFuture<Void> learn(List<OutcomeRow> rows) {
    return write(store, rows).thenCompose(_ -> follow());
  }

  /** Keeps outcomes; who has the store open learns from them. */
  public static CompletableFuture<Integer> write(Store store, List<OutcomeRow> rows) {
    return store.write(
        handle -> {
          OutcomeTable.insert(handle, rows);
          return rows.size();
        });
  }

  /** Newest scores of calls since a time, by their ids: of 20,000 calls at most. */
  public CompletableFuture<Map<String, Double>> scores(Instant from) {
    return store.read(handle -> OutcomeTable.scores(handle, from, MOST_SCORES));
  }

  /**
   * Takes a signal that nobody gave on purpose, which is not kept as a row. Never blocks; while
   * much waits it is dropped.
   *
   * @param score of the answer, 0 to 1
   */
  public void implicit(String name, PromptVector prompt, double score) {
    double weight = settings.get().implicit();
    if (weight <= 0) {
      return;
    }
    var _ =
        run(
            () -> {
              learning.learn(name, prompt, ModelOutcome.of(score), weight, true);
              learned();
            });
  }

  /** Forgets outcomes; complete with how many there were, when what is left was learned anew. */
  public CompletableFuture<Integer> forget(ForgottenOutcomes which) {
    return forget(store, which).thenCompose(count -> follow().thenApply(_ -> count));
  }

  /** Forgets outcomes of a store that somebody else may have open. */
  public static CompletableFuture<Integer> forget(Store store, ForgottenOutcomes which) {
    return store.write(handle -> OutcomeTable.forget(handle, which));
  }

  /** Learns what has come into the store; complete when it is learned. */
  public CompletableFuture<Void> follow() {
    var done = new CompletableFuture<Void>();
    boolean taken =
        run(
            () -> {
              try {
                catchUp();
                done.complete(null);
              } catch (RuntimeException e) {
                done.completeExceptionally(e);
                log.warn("Outcomes of models cannot be learned: {}", e.toString());
              }
            });
    if (!taken) {
      done.completeExceptionally(
          Fault.of(FaultCode.OVERLOADED, "too many outcomes wait (expected: fewer at once)"));
    }
    return done;
  }

  private boolean run(Runnable step) {
    try {
      line.execute(step);
      return true;
    } catch (RejectedExecutionException _) {
      return false;
    }
  }

  private void catchUp() {
    var state = Store.await(store.read(OutcomeTable::state));
    if (state.generation() != generation) {
      begin(state);
    }
    List<OutcomeRow> rows;
    do {
      long after = last;
      rows = Store.await(store.read(handle -> OutcomeTable.after(handle, after, PAGE)));
      for (var row : rows) {
        boolean now = !row.source().equals(FILE) && row.at().isAfter(opened);
        learning.learn(row, now);
        last = row.id();
      }
      changed |= !rows.isEmpty();
    } while (rows.size() == PAGE);
    learned();
  }

  private void begin(LearnedState state) {
    boolean usable = generation < 0 && state.isUsable();
    try {
      learning.begin(usable ? state.learned() : new byte[0]);
      last = usable ? state.lastPrompt() : 0;
    } catch (IllegalArgumentException e) {
      log.info("What was learned of models is learned anew: {}", e.getMessage());
      learning.begin(new byte[0]);
      last = 0;
    }
    generation = state.generation();
    changed = true;
  }

  private void learned() {
    changed = true;
    model.set(learning.model());
  }

  /** Writes down what was learned since the last time, and removes old rows; now and then. */
  public void tidy() {
    var _ = run(this::keep);
  }

  private void keep() {
    try {
      var now = settings.get();
      var oldest = clock.instant().minus(now.keep());
      gone +=
          Store.await(store.write(handle -> OutcomeTable.trim(handle, now.maxOutcomes(), oldest)));
      if (gone > GONE * now.maxOutcomes()) {
        gone = 0;
        Store.await(store.write(OutcomeTable::learnAnew));
        catchUp();
      }
      save();
    } catch (StoreException e) {
      log.warn("What was learned of models cannot be kept: {}", e.toString());
    }
  }

  private void save() {
    if (changed && generation >= 0) {
      var state = new LearnedState(generation, generation, last, learning.bytes());
      Store.await(
          store.write(
              handle -> {
                OutcomeTable.save(handle, state);
                return state.lastPrompt();
              }));
      changed = false;
    }
  }

  /** Rows that lines become. */
  public static List<OutcomeRow> rows(
      List<OutcomeLines.Line> lines, PromptAnalyzer analyzer, Instant at, String source) {
    var rows = new ArrayList<OutcomeRow>(lines.size());
    for (var line : lines) {
      var analysis = analyzer.analyze(line.prompt());
      var type = line.taskType() == null ? analysis.taskType() : line.taskType();
      rows.add(
          new OutcomeRow(
              0,
              at,
              source,
              line.prompt(),
              type.label(),
              analysis.complexity(),
              "",
              1,
              line.outcomes()));
    }
    return rows;
  }

  /** What rows were taken: how many, of which models, of which task types. */
  public static ObjectNode summary(List<OutcomeRow> rows) {
    var models = new TreeSet<String>();
    var types = new TreeMap<String, Integer>();
    for (var row : rows) {
      models.addAll(row.outcomes().keySet());
      types.merge(row.task(), 1, Integer::sum);
    }
    var json = Json.object().put("rows", rows.size());
    var names = json.putArray("models");
    models.forEach(names::add);
    var counts = json.putObject("task_types");
    types.forEach(counts::put);
    return json;
  }

  /** Learns what waits and writes it down; before the store closes. */
  @Override
  public void close() {
    var _ =
        run(
            () -> {
              try {
                save();
              } catch (StoreException e) {
                log.warn("What was learned of models cannot be kept: {}", e.toString());
              }
            });
    line.close();
  }
}
