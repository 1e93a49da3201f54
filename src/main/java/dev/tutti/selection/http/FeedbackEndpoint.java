package dev.tutti.selection.http;

import dev.tutti.call.ActiveCalls;
import dev.tutti.call.CallSubject;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.http.Endpoint;
import dev.tutti.http.HttpExchange;
import dev.tutti.ledger.Ledger;
import dev.tutti.ledger.RecordedCall;
import dev.tutti.security.Principal;
import dev.tutti.security.Role;
import dev.tutti.selection.analysis.PromptAnalysis;
import dev.tutti.selection.auto.AutoRouting;
import dev.tutti.selection.auto.RecordedQuestion;
import dev.tutti.selection.outcome.OutcomeRow;
import dev.tutti.selection.outcome.VoteFeedback;
import dev.tutti.selection.quality.ModelOutcome;
import dev.tutti.selection.quality.PromptVector;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /v1/feedback}: what somebody says of an answer. Answered when it is on disk and
 * learned.
 *
 * @param live calls that are being answered
 * @param votes learns of answers that several models were asked for
 */
public record FeedbackEndpoint(
    AutoRouting routing, Ledger ledger, ActiveCalls live, VoteFeedback votes, InstantSource clock)
    implements Endpoint {
  /** A call is noted right after its caller has the answer. */
  private static final Duration NOTING = Duration.ofSeconds(5);

  private static final int LONGEST_BODY = 128 << 10;
  private static final int NOT_FOUND = 404;

  /**
   * Answer that the feedback is about.
   *
   * @param isChoice whether it is the answer of a model that requests can be sent to
   * @param vote that it is the result of; missing for none
   */
  private record Rated(
      String model,
      String task,
      double complexity,
      PromptVector prompt,
      boolean isChoice,
      JsonNode vote) {
    Rated with(JsonNode counted, boolean choice) {
      return new Rated(model, task, complexity, prompt, choice, counted);
    }
  }

  @Override
  public void answer(HttpExchange exchange) {
    var principal = exchange.principal();
    var learned =
        exchange
            .tree(LONGEST_BODY, FeedbackBody::read)
            .toCompletionStage()
            .thenCompose(
                body ->
                    (body.call().isEmpty() ? rated(body, principal) : recorded(body, principal))
                        .thenCompose(rated -> learn(body, rated)));
    exchange.when(learned, exchange::json);
  }

  private CompletionStage<Rated> rated(FeedbackBody body, Principal principal) {
    if (!principal.mayUse(body.model())) {
      throw Fault.invalid("model", "\"%s\" is not known to this key".formatted(body.model()));
    }
    if (!routing.deciders().get().isThere(body.model())) {
      throw Fault.invalid(
          "model", "\"%s\" is no model (expected: one of GET /v1/models)".formatted(body.model()));
    }
    return CompletableFuture.completedFuture(
        rated(
            body.model(),
            routing.questions().analyze(body.query()),
            routing.questions().vector(body.query())));
  }

  private static Rated rated(String model, PromptAnalysis analysis, PromptVector vector) {
    return new Rated(
        model,
        analysis.taskType().label(),
        analysis.complexity(),
        vector,
        true,
        MissingNode.getInstance());
  }

  private CompletionStage<Rated> recorded(FeedbackBody body, Principal principal) {
    return live.gone(body.call(), NOTING)
        .thenCompose(_ -> ledger.call(body.call()))
        .thenApply(
            found ->
                found
                    .filter(call -> isOf(call, principal))
                    .flatMap(this::rated)
                    .orElseThrow(() -> unknown(body.call())));
  }

  private static boolean isOf(RecordedCall call, Principal principal) {
    var caller = principal.caller();
    return principal.has(Role.OPERATOR)
        || (text(call, "key").equals(caller.key()) && text(call, "owner").equals(caller.owner()));
  }

  private static String text(RecordedCall call, String field) {
    return Objects.toString(call.fields().get(field), "");
  }

  /** The model that was asked for a call, and what is recorded of its prompt. */
  private Optional<Rated> rated(RecordedCall call) {
    var vote = step(call, "vote");
    var route = step(call, "route");
    if (!route.isMissingNode()) {
      var model = route.path("asked").asString(route.path("model").asString(""));
      return Optional.of(rated(model, RecordedQuestion.analysis(route)).with(vote, true));
    }
    var named = text(call, "model");
    boolean choice = routing.deciders().get().isThere(named);
    return Optional.of(rated(named, RecordedQuestion.analysis(Json.object())).with(vote, choice))
        .filter(_ -> choice || named.startsWith(CallSubject.WORKFLOW));
  }

  /** A step that is recorded of a call; missing where there is none of that name. */
  private static JsonNode step(RecordedCall call, String name) {
    return Json.tree(call.decision().isEmpty() ? "[]" : call.decision())
        .valueStream()
        .filter(each -> each.path("step").asString("").equals(name))
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  private static Rated rated(String model, PromptAnalysis analysis) {
    return rated(model, analysis, PromptVector.of("", analysis));
  }

  private static Fault unknown(String call) {
    return Fault.of(
            FaultCode.INVALID_REQUEST,
            "request_id: \"%s\" is no call of this key to a model (expected: x-tutti-request-id of one)"
                .formatted(call))
        .status(NOT_FOUND)
        .at("request_id");
  }

  private CompletableFuture<ObjectNode> learn(FeedbackBody body, Rated rated) {
    var counted =
        rated.vote.isMissingNode()
            ? CompletableFuture.completedFuture(0)
            : votes.learn(body.call(), rated.vote, body.score());
    var learned = rated.isChoice ? choice(body, rated) : workflow(body, rated);
    return learned.thenCombine(
        counted,
        (json, answers) ->
            rated.isChoice && rated.vote.isMissingNode()
                ? json
                : json.put("answers_learned", answers));
  }

  /** Of a cooperation that nobody chooses, its members learn alone. */
  private static CompletableFuture<ObjectNode> workflow(FeedbackBody body, Rated rated) {
    return CompletableFuture.completedFuture(
        Json.object()
            .put("model", rated.model)
            .put("task_type", rated.vote.path("task_type").asString(""))
            .put("score", body.score())
            .put("source", body.source()));
  }

  private CompletableFuture<ObjectNode> choice(FeedbackBody body, Rated rated) {
    var call =
        body.call().isEmpty()
            ? "query-" + Integer.toHexString(body.query().hashCode())
            : body.call();
    if (body.call().isEmpty()) {
      routing.outcomes().remember(call, rated.prompt);
    }
    var row =
        new OutcomeRow(
            0,
            clock.instant(),
            body.source(),
            "",
            rated.task,
            rated.complexity,
            call,
            1,
            Map.of(rated.model, ModelOutcome.of(body.score())));
    return routing
        .outcomes()
        .learn(List.of(row))
        .thenApply(
            _ -> {
              var now = routing.outcomes().quality().predict(rated.model, rated.prompt);
              return Json.object()
                  .put("model", rated.model)
                  .put("task_type", rated.task)
                  .put("score", body.score())
                  .put("source", body.source())
                  .put("outcomes", now.outcomes())
                  .put("expected_quality", Math.round(now.mean() * 1e4) / 1e4);
            });
  }
}
