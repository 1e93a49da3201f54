package dev.tutti.gateway.admin;

import dev.tutti.change.ChangeResult;
import dev.tutti.change.Changes;
import dev.tutti.change.CurrentConfiguration;
import dev.tutti.change.Subject;
import dev.tutti.chat.Json;
import dev.tutti.config.WrittenSection;
import dev.tutti.http.HttpExchange;
import dev.tutti.selection.decision.SelectionSettings;
import dev.tutti.selection.rule.RoutingRule;
import dev.tutti.selection.rule.RuleCondition;
import dev.tutti.selection.rule.TextLength;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /admin/routing/rules} and {@code /{name}}, {@code DELETE /{name}}: the rules in force,
 * in their order. What gives one and takes a change back is {@link SectionsEndpoint}'s.
 *
 * @param inForce the configuration of the moment
 * @param settings of routing, at this moment
 */
public record RoutingRulesEndpoint(
    Changes changes, Supplier<CurrentConfiguration> inForce, Supplier<SelectionSettings> settings) {
  private static final String NAME = "name";
  private static final String LISTED = "routing.rules";

  /** {@code GET /admin/routing/rules}: first those that are asked first. */
  public void list(HttpExchange exchange) {
    var now = inForce.get();
    var answer = Json.object();
    var data = answer.putArray("data");
    rules().forEach(rule -> data.add(json(rule, now)));
    var warnings = answer.putArray("warnings");
    settings.get().warnings().forEach(warnings::add);
    Revisions.answer(exchange, now.overlay().revision(), answer);
  }

  private List<RoutingRule> rules() {
    return settings.get().compiledRules().rules();
  }

  /** {@code GET /admin/routing/rules/{name}}. */
  public void show(HttpExchange exchange) {
    var now = inForce.get();
    var rule = rule(exchange, now);
    Revisions.answer(exchange, now.overlay().revision(), json(rule, now));
  }

  private RoutingRule rule(HttpExchange exchange, CurrentConfiguration now) {
    var name = exchange.path(NAME);
    return rules().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() -> Changes.unknown(Subject.routingRule(name), now));
  }

  /** {@code DELETE /admin/routing/rules/{name}}; one that the file lists is switched off. */
  public void remove(HttpExchange exchange) {
    var now = inForce.get();
    var rule = rule(exchange, now);
    var subject = Subject.routingRule(rule.name());
    var author = Revisions.author(exchange);
    CompletableFuture<ChangeResult> change =
        now.section(subject).isPresent()
            ? changes.remove(subject, author)
            : changes.give(subject, Json.object().put("enabled", false), author);
    exchange.when(
        change,
        result ->
            Revisions.answer(
                exchange,
                result.revision(),
                Json.object().put(NAME, rule.name()).put("removed", true)));
  }

  private static ObjectNode json(RoutingRule rule, CurrentConfiguration now) {
    var origin = now.section(Subject.routingRule(rule.name())).map(WrittenSection::origin);
    var json =
        Json.object()
            .put(NAME, rule.name())
            .put("origin", origin.orElse(LISTED))
            .put("enabled", rule.enabled())
            .put("priority", rule.priority())
            .put("category", rule.category());
    condition(json, rule.when());
    json.put("model", rule.then().model().isEmpty() ? null : rule.then().model());
    var params = json.putObject("params");
    rule.then().params().forEach(params::set);
    rule.then().strategy().ifPresent(strategy -> json.put("strategy", strategy.label()));
    return json;
  }

  private static void condition(ObjectNode json, RuleCondition when) {
    put(json, "keywords", when.keywords());
    if (!when.regex().isEmpty()) {
      json.put("regex", when.regex());
    }
    put(json, "task_types", when.taskTypes().stream().map(type -> type.label()).sorted().toList());
    put(json, "keys", when.keys());
    put(json, "tags", when.tags());
    put(json, "users", when.users());
    if (when.length().least() > 0) {
      json.put("min_chars", when.length().least());
    }
    if (when.length().most() < TextLength.ANY.most()) {
      json.put("max_chars", when.length().most());
    }
    put(json, "hours", when.hours().stream().map(Object::toString).toList());
  }

  private static void put(ObjectNode json, String name, Collection<String> words) {
    if (!words.isEmpty()) {
      var list = json.putArray(name);
      words.forEach(list::add);
    }
  }
}
