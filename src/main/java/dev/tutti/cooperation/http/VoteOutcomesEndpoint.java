package dev.tutti.cooperation.http;

import dev.tutti.chat.Json;
import dev.tutti.cooperation.vote.CertificateJson;
import dev.tutti.cooperation.vote.LabelledQuestion;
import dev.tutti.cooperation.vote.VoteLearning;
import dev.tutti.http.HttpExchange;
import dev.tutti.security.Audit;
import dev.tutti.security.AuditEvent;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /admin/cooperation}: outcomes that weights of votes are learned from, and panels measured
 * on them.
 *
 * @param audit learning and forgetting are written down there
 * @param bodyLimit the longest body in bytes, at this moment
 * @param atOnce permits for requests that learn or measure at the same time
 */
public record VoteOutcomesEndpoint(
    VoteLearning learning,
    Audit audit,
    InstantSource clock,
    Executor threads,
    IntSupplier bodyLimit,
    Semaphore atOnce) {

  /** {@code GET /admin/cooperation/outcomes}. */
  public void show(HttpExchange exchange) {
    exchange.when(work(() -> learning.summary().json()), exchange::json);
  }

  /** {@code POST /admin/cooperation/outcomes}: learns from lines of JSON. */
  public void learn(HttpExchange exchange) {
    var learned =
        lines(exchange)
            .thenCompose(
                questions ->
                    note(exchange, "cooperation.learn", questions.size() + " outcomes")
                        .thenCompose(_ -> work(() -> learn(questions))));
    exchange.when(learned, exchange::json);
  }

  /**
   * Panels are measured before their outcomes are learned, so that nothing is measured on itself.
   */
  private ObjectNode learn(List<LabelledQuestion> questions) {
    var panels = learning.measure(questions);
    var added = learning.learn(questions);
    return CertificateJson.learned(questions, added, learning.summary(), panels);
  }

  /** {@code POST /admin/cooperation/evaluations}: measures panels and learns nothing. */
  public void measure(HttpExchange exchange) {
    var measured = lines(exchange).thenCompose(questions -> work(() -> measure(questions)));
    exchange.when(measured, exchange::json);
  }

  private ObjectNode measure(List<LabelledQuestion> questions) {
    return CertificateJson.measured(questions, learning.measure(questions));
  }

  /** {@code DELETE /admin/cooperation/outcomes}. */
  public void forget(HttpExchange exchange) {
    var forgotten =
        note(exchange, "cooperation.forget", "all outcomes")
            .thenCompose(_ -> work(() -> Json.object().put("forgotten", learning.forget())));
    exchange.when(forgotten, exchange::json);
  }

  private CompletionStage<List<LabelledQuestion>> lines(HttpExchange exchange) {
    return exchange
        .body(bodyLimit.getAsInt())
        .toCompletionStage()
        .thenCompose(
            body ->
                work(
                    () ->
                        LabelledQuestion.lines(
                            new String(body, StandardCharsets.UTF_8), VoteLearning.MOST_LINES)));
  }

  private CompletableFuture<?> note(HttpExchange exchange, String what, String on) {
    return audit.note(new AuditEvent(clock.instant(), exchange.principal().label(), what, on));
  }

  private <T> CompletableFuture<T> work(Supplier<T> work) {
    return CompletableFuture.supplyAsync(() -> limited(work), threads);
  }

  private <T> T limited(Supplier<T> work) {
    atOnce.acquireUninterruptibly();
    try {
      return work.get();
    } finally {
      atOnce.release();
    }
  }
}
