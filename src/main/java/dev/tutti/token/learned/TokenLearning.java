package dev.tutti.token.learned;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.CallSubject;
import dev.tutti.call.Guard;
import dev.tutti.call.Loop;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.JsonBody;
import dev.tutti.chat.Operation;
import dev.tutti.chat.Outcome;
import dev.tutti.store.Store;
import dev.tutti.store.StoreException;
import dev.tutti.token.PromptEstimate;
import dev.tutti.token.PromptFeatures;
import dev.tutti.token.TokenWeights;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Learning of how many tokens prompts have, from what upstreams report, for each deployment and for
 * each name that callers use. It learns from each of a model's first 32 prompts and from one a
 * second after that, up to 64 KiB long and with nothing in them that cannot be counted; a prompt
 * that finds 64 others waiting is not learned from. Up to 1,000 models are remembered. Thread-safe.
 */
public final class TokenLearning implements Guard, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TokenLearning.class);
  private static final int MOST = 1_000;
  private static final int WAITING = 64;
  private static final int LONGEST = 64 << 10;

  private final Store store;
  private final InstantSource clock;
  private final Map<String, TokenWeights> learned = new ConcurrentHashMap<>();
  private final ForecastRatios ratios = new ForecastRatios(MOST);
  private final Map<String, LearningPace> paces = new ConcurrentHashMap<>();
  private final Set<String> changed = ConcurrentHashMap.newKeySet();
  private final BlockingQueue<Report> reports = new ArrayBlockingQueue<>(WAITING);
  private final Thread learner = Thread.ofVirtual().name("token-learning").unstarted(this::learn);

  /** A prompt, whose it is, and its tokens as they were reported. */
  private record Report(List<String> models, JsonBody prompt, long tokens) {}

  private TokenLearning(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Goes on with what a store has of former times. */
  public static TokenLearning open(Store store, InstantSource clock) {
    var learning = new TokenLearning(store, clock);
    try {
      Store.await(store.read(handle -> TokenWeightsTable.newest(handle, MOST)))
          .forEach(learning::restore);
    } catch (StoreException e) {
      log.warn("What was learned of models' tokens is not known: {}", e.toString());
    }
    learning.learner.start();
    return learning;
  }

  private void restore(String model, LearnedTokens known) {
    if (known.weights().calls() > 0) {
      learned.put(model, known.weights());
    }
    ratios.restore(model, known.ratio());
  }

  /** Lets every attempt pass. */
  @Override
  public Future<Void> admit(ChatRequest request, Call call, Attempt attempt) {
    if (request.operation() == Operation.CHAT) {
      attempt.onSettle(outcome -> settled(request, call, attempt, outcome));
    }
    return Future.succeededFuture();
  }

  private void settled(ChatRequest request, Call call, Attempt attempt, Outcome outcome) {
    var usage = outcome.usage();
    if (!(outcome instanceof Outcome.Completed) || usage.estimated() || usage.input() == 0) {
      return;
    }
    var target = attempt.target().deployment();
    if (!isDue(target)) {
      return;
    }
    var named = call.subject().map(CallSubject::model).orElse(target);
    var models = target.equals(named) ? List.of(target) : List.of(target, named);
    long tokens = usage.input() - usage.audioInput();
    models.forEach(model -> learn(model, request, tokens));
    if (request.body().length() <= LONGEST) {
      reports.offer(new Report(models, request.body(), tokens));
    }
  }

  private boolean isDue(String target) {
    var pace = paces.get(target);
    if (pace == null && paces.size() < MOST) {
      pace = paces.computeIfAbsent(target, _ -> new LearningPace());
    }
    return pace != null && pace.isDue(clock.millis());
  }

  private void learn() {
    try {
      while (true) {
        var report = reports.take();
        learn(report);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private void learn(Report report) {
    try {
      var prompt = PromptFeatures.of(report.prompt);
      if (prompt.countable()) {
        report.models.forEach(model -> learn(model, prompt, report.tokens));
      }
    } catch (RuntimeException e) { // a prompt that cannot be read teaches nothing
      log.debug("No tokens are learned from a prompt: {}", e.toString());
    }
  }

  /** Learns how far forecasts at a glance are off. */
  void learn(String model, ChatRequest request, long tokens) {
    ratios.learn(model, request, tokens);
    if (ratios.of(model).reports() > 0) {
      changed.add(model);
    }
  }

  /** Learns from a reported number of tokens at once. */
  void learn(String model, PromptFeatures prompt, long tokens) {
    if (learned.size() < MOST || learned.containsKey(model)) {
      learned.put(model, of(model).learn(prompt, tokens));
      changed.add(model);
    }
  }

  private TokenWeights of(String model) {
    return learned.getOrDefault(model, TokenWeights.USUAL);
  }

  /**
   * The tokens of a request to a model, by the name that callers use or as {@code provider/name}.
   */
  public long tokens(String model, ChatRequest request) {
    return of(model).tokens(PromptFeatures.of(request.body()));
  }

  /** The tokens of the prompt of a request, at a glance where it is large. */
  public long estimate(ChatRequest request) {
    return request.body().length() > Loop.MOST_READ
        ? request.promptForecast()
        : estimate(request.model(), request.body());
  }

  /** The tokens of a prompt, by what was learned of its model where that is anything. */
  public long estimate(String model, JsonBody prompt) {
    return calls(model) == 0 || PromptEstimate.isPlain(prompt)
        ? PromptEstimate.of(prompt)
        : of(model).tokens(PromptFeatures.of(prompt));
  }

  /** The same at a glance, as limits reserve them: without reading a prompt. */
  public long forecast(String model, ChatRequest request) {
    return ratios.forecast(model, request);
  }

  /** The tokens that a message adds to a prompt of a model. */
  public long messageTokens(String model, JsonNode message) {
    return of(model).messageTokens(PromptFeatures.ofMessage(message));
  }

  /** Reports that were learned from. */
  public long calls(String model) {
    return of(model).calls();
  }

  /** Writes down what was learned since the last time; now and then, and when it closes. */
  public void save() {
    var batch = new HashMap<String, LearnedTokens>();
    for (var model : Set.copyOf(changed)) {
      changed.remove(model);
      batch.put(model, new LearnedTokens(of(model), ratios.of(model)));
    }
    if (!batch.isEmpty()) {
      var at = clock.instant();
      var _ =
          store
              .write(handle -> TokenWeightsTable.put(handle, batch, at, MOST))
              .exceptionally(
                  thrown -> {
                    log.warn("What was learned of models' tokens is lost: {}", thrown.toString());
                    return 0;
                  });
    }
  }

  @Override
  public void close() {
    learner.interrupt();
    save();
  }
}
