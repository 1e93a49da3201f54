package dev.tutti.gateway.admin;

import dev.tutti.alert.engine.AlertEngine;
import dev.tutti.alert.engine.AlertRuleSettings;
import dev.tutti.alert.rule.AlertRule;
import dev.tutti.change.Changes;
import dev.tutti.change.CurrentConfiguration;
import dev.tutti.change.Subject;
import dev.tutti.chat.Json;
import dev.tutti.config.WrittenSection;
import dev.tutti.http.HttpExchange;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /admin/alerts/rules} and {@code /{name}}, {@code POST /admin/alerts/rules}: the rules
 * in force, built-in ones among them. What changes one that is named is {@link SectionsEndpoint}'s.
 *
 * @param inForce the configuration of the moment
 */
public record AlertRulesEndpoint(
    AlertEngine engine, Changes changes, Supplier<CurrentConfiguration> inForce) {
  private static final int LONGEST_BODY = 64 << 10;
  private static final String NAME = "name";

  /** {@code GET /admin/alerts/rules}. */
  public void list(HttpExchange exchange) {
    var now = inForce.get();
    var answer = Json.object();
    var data = answer.putArray("data");
    engine.rules().values().forEach(each -> data.add(json(now, each)));
    Revisions.answer(exchange, now.overlay().revision(), answer);
  }

  /** {@code GET /admin/alerts/rules/{name}}. */
  public void show(HttpExchange exchange) {
    var now = inForce.get();
    var name = exchange.path(NAME);
    var rule =
        Optional.ofNullable(engine.rules().get(name))
            .orElseThrow(() -> Changes.unknown(Subject.alertRule(name), now));
    Revisions.answer(exchange, now.overlay().revision(), json(now, rule));
  }

  private ObjectNode json(CurrentConfiguration now, AlertRule rule) {
    var subject = Subject.alertRule(rule.name());
    var written = now.section(subject);
    var json =
        Json.object()
            .put(NAME, rule.name())
            .put("built_in", AlertRuleSettings.isBuiltIn(rule.name()))
            .put("origin", written.map(WrittenSection::origin).orElse("built-in"));
    written.ifPresent(each -> json.set("config", each.masked()));
    json.set("in_force", AlertJson.rule(rule));
    var failure = engine.failures().get(rule.name());
    if (failure != null) {
      json.put("error", failure);
    }
    return json;
  }

  /** {@code POST /admin/alerts/rules}: a new rule, whose name is in the body. */
  public void add(HttpExchange exchange) {
    var author = Revisions.author(exchange);
    exchange
        .tree(LONGEST_BODY, Json::request)
        .onSuccess(
            body ->
                exchange.attempt(
                    () -> {
                      var subject =
                          SectionsEndpoint.added(Subject.Kind.ALERT_RULE, body, inForce.get());
                      exchange.when(
                          changes.give(subject, body, author),
                          result -> added(exchange, subject.name(), result.revision()));
                    }))
        .onFailure(exchange::fail);
  }

  private void added(HttpExchange exchange, String name, long revision) {
    var rule = engine.rules().get(name);
    Revisions.answer(
        exchange,
        revision,
        rule == null ? Json.object().put(NAME, name) : json(inForce.get(), rule));
  }
}
