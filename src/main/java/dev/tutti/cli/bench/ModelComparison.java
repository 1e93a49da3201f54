package dev.tutti.cli.bench;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.ServerOptions;
import dev.tutti.cli.terminal.Progress;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Asks several models the same prompts. Each model has an end user of its own in the server's
 * ledger, so that the server itself says what its answers cost.
 */
final class ModelComparison implements AutoCloseable {
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

  private final Plan plan;
  private final List<Contestant> contestants = new ArrayList<>();
  private final Instant began = Clock.systemUTC().instant();

  /**
   * Plan of a comparison: models, prompts, and how they are asked.
   *
   * @param rounds how often each prompt is asked of each model
   */
  record Plan(
      List<String> models,
      List<String> prompts,
      int rounds,
      int concurrency,
      @Nullable Integer maxTokens) {
    long chats() {
      return (long) models.size() * prompts.size() * rounds;
    }

    JsonNode body(String model, String prompt) {
      var request = ChatRequest.builder(model).user(prompt).stream();
      return (maxTokens == null ? request : request.maxTokens(maxTokens)).build().body().tree();
    }
  }

  private record Contestant(String model, String user, ApiClient client, BenchFigures figures) {}

  private record Turn(Contestant contestant, String prompt) {}

  ModelComparison(Plan plan, ServerOptions server) {
    this.plan = plan;
    var run = HexFormat.of().toHexDigits(new SecureRandom().nextLong());
    for (var model : plan.models) {
      var user = "bench-%s-%d".formatted(run, contestants.size());
      contestants.add(
          new Contestant(model, user, server.client().forUser(user), new BenchFigures()));
    }
  }

  /** Asks; the models take turns, so that none has the server to itself. */
  void run(Progress progress) throws InterruptedException {
    var turns = new ConcurrentLinkedQueue<Turn>();
    for (int round = 0; round < plan.rounds; round++) {
      for (var prompt : plan.prompts) {
        contestants.forEach(each -> turns.add(new Turn(each, prompt)));
      }
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var workers =
          IntStream.range(0, plan.concurrency)
              .mapToObj(_ -> threads.submit(() -> work(turns, progress)))
              .toList();
      for (Future<?> worker : workers) {
        worker.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private Integer work(Queue<Turn> turns, Progress progress) throws InterruptedException {
    int done = 0;
    for (var turn = turns.poll(); turn != null; turn = turns.poll()) {
      ask(turn);
      progress.step();
      done++;
    }
    return done;
  }

  private void ask(Turn turn) throws InterruptedException {
    var contestant = turn.contestant;
    var body = plan.body(contestant.model, turn.prompt);
    var sample = contestant.figures.begin();
    try {
      contestant.client.stream("/v1/chat/completions", body, sample::chunk);
      sample.end();
    } catch (IOException e) {
      contestant.figures.fail("unreachable: " + e.getMessage());
    } catch (Fault fault) {
      contestant.figures.fail(fault.status() + ": " + fault.getMessage());
    }
  }

  /**
   * The figures of each model. The cost is missing when it is not known, or when the caller's key
   * may not read reports.
   */
  ArrayNode rows(ApiClient client) throws IOException, InterruptedException {
    var usage = usage(client);
    var rows = Json.array();
    for (var each : contestants) {
      var row = rows.addObject().put("model", each.model);
      var report = each.figures.report(each.figures.busy());
      report.remove("requests_per_second");
      row.setAll(report);
      usage
          .valueStream()
          .filter(one -> one.path("group").asString("").equals(each.user))
          .filter(one -> one.path("unpriced").asLong() == 0)
          .forEach(one -> row.set("cost_usd", one.path("cost_usd")));
      var failures = row.putObject("failures");
      each.figures.failures().forEach(failures::put);
    }
    return rows;
  }

  private JsonNode usage(ApiClient client) throws IOException, InterruptedException {
    try {
      var from = began.minus(CLOCKS_DIFFER);
      return client.get("/admin/usage?by=user&limit=10000&from=" + from).path("data");
    } catch (Fault _) {
      return Json.array();
    }
  }

  @Override
  public void close() {
    contestants.forEach(each -> each.client.close());
  }
}
