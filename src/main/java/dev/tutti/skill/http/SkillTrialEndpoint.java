package dev.tutti.skill.http;

import static dev.tutti.http.Permission.only;
import static dev.tutti.security.Role.OPERATOR;
import static io.vertx.core.http.HttpMethod.POST;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.http.HttpExchange;
import dev.tutti.http.HttpRoute;
import dev.tutti.skill.api.CaseResult;
import dev.tutti.skill.api.Skill;
import dev.tutti.skill.load.Skills;
import dev.tutti.skill.test.ModelTrial;
import dev.tutti.skill.test.SkillTrial;
import dev.tutti.skill.test.SkillTrials;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /admin/skills/{name}/trial}: other models for a skill, judged by its own tests.
 *
 * @param threads for trials, which block
 */
public record SkillTrialEndpoint(Skills skills, SkillTrials trials, Executor threads) {
  private static final int LONGEST_BODY = 64 << 10;
  private static final int LONGEST_NAME = 500;
  private static final int NANO_DIGITS = 9;
  private static final Set<String> MEMBERS = Set.of("models", "version");

  /** Its routes, and who may use them. */
  public List<HttpRoute> routes() {
    return List.of(new HttpRoute(POST, "/admin/skills/{name}/trial", only(OPERATOR), this::run));
  }

  /** {@code POST .../trial}. */
  void run(HttpExchange exchange) {
    var left = new AtomicBoolean();
    exchange.onEnd(() -> left.set(true));
    exchange
        .tree(LONGEST_BODY, Json::request)
        .onSuccess(body -> exchange.attempt(() -> run(exchange, body, left)))
        .onFailure(exchange::fail);
  }

  private void run(HttpExchange exchange, ObjectNode body, AtomicBoolean left) {
    requireKnown(body);
    var models = models(body.path("models"));
    var name = exchange.path("name");
    var version = body.path("version").asString("");
    exchange.when(
        CompletableFuture.supplyAsync(() -> tried(name, version, models, left), threads),
        exchange::json);
  }

  private static void requireKnown(ObjectNode body) {
    for (var name : body.propertyNames()) {
      if (!MEMBERS.contains(name)) {
        throw Fault.invalid(name, "not known (expected: models or version)");
      }
    }
  }

  private static List<String> models(JsonNode given) {
    var names = given.valueStream().map(each -> each.asString("")).distinct().toList();
    if (!given.isArray()
        || names.isEmpty()
        || names.size() > SkillTrials.MOST_MODELS
        || names.stream().anyMatch(each -> each.isEmpty() || each.length() > LONGEST_NAME)) {
      throw Fault.invalid(
          "models", "expected: 1 to %d names of models".formatted(SkillTrials.MOST_MODELS));
    }
    return names;
  }

  private ObjectNode tried(String name, String version, List<String> models, AtomicBoolean left) {
    var all = skills.current();
    var skill = all.skill(name).named(version);
    return json(skill, trials.run(skill, all, models, () -> !left.get()));
  }

  private static ObjectNode json(Skill skill, SkillTrial trial) {
    var json =
        Json.object()
            .put("skill", skill.name())
            .put("revision", skill.revision())
            .put("cases", trial.usual().cases().size());
    json.set("usual", json(trial.usual()));
    var others = json.putArray("models");
    trial.others().forEach(each -> others.add(json(each)));
    var cheaper = trial.cheaper();
    json.set(
        "cheaper",
        cheaper
            .map(
                each ->
                    Json.object()
                        .put("model", each.model())
                        .put("cost_share", trial.costShare(each)))
            .orElse(null));
    return json;
  }

  private static ObjectNode json(ModelTrial trial) {
    var usage = trial.spent().usage();
    var json =
        Json.object()
            .put("model", trial.model())
            .put("passed", trial.passed().size())
            .put("failed", trial.cases().size() - trial.passed().size())
            .put("total_tokens", usage.input() + usage.output())
            .put("cost_usd", cost(trial));
    var failures = json.putArray("failures");
    trial.cases().stream()
        .filter(each -> each.status() != CaseResult.Status.PASSED)
        .forEach(each -> failures.add(failure(each)));
    return json;
  }

  private static @Nullable BigDecimal cost(ModelTrial trial) {
    return trial.isPriced() ? BigDecimal.valueOf(trial.spent().nanoDollars(), NANO_DIGITS) : null;
  }

  private static ObjectNode failure(CaseResult of) {
    var json = Json.object().put("name", of.name()).put("place", of.place());
    of.flaws().forEach(json.putArray("problems")::add);
    return json;
  }
}
