package dev.tutti.selection.http;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.config.ConfigException;
import dev.tutti.config.ConfigSource;
import dev.tutti.http.HttpExchange;
import dev.tutti.selection.auto.RouteJson;
import dev.tutti.selection.auto.RouteQuestions.Origin;
import dev.tutti.selection.auto.RouteService;
import dev.tutti.selection.decision.RouteDecision;
import dev.tutti.selection.decision.SelectionSettings;
import dev.tutti.selection.rule.RoutingRule;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /v1/route/analyze} and {@code POST /v1/route/decide}.
 *
 * @param bodyLimit the longest body in bytes, at this moment
 */
public record RouteEndpoint(RouteService service, IntSupplier bodyLimit) {
  private static final List<String> NO_ENVIRONMENT = List.of("changes", "environment");

  /** Texts of this length together are analysed beside the loop. */
  private static final int LONG = 16 << 10;

  /** Analyses one text, or a list of some. */
  public void analyze(HttpExchange exchange) {
    exchange
        .body(bodyLimit.getAsInt())
        .compose(
            body ->
                exchange
                    .tree(
                        body,
                        bytes -> {
                          var root = Json.request(bytes);
                          return new Texts(RouteBody.texts(root), root.has("items"));
                        })
                    .compose(
                        texts ->
                            body.length > LONG
                                ? exchange.loop().offload(() -> analyses(texts))
                                : exchange.loop().read(body.length, () -> analyses(texts))))
        .onSuccess(exchange::json)
        .onFailure(exchange::fail);
  }

  private record Texts(List<RouteBody.PlacedText> texts, boolean batch) {}

  private ObjectNode analyses(Texts texts) {
    var all =
        texts.texts.stream()
            .map(each -> RouteJson.of(service.analyze(each.text(), each.place())))
            .toList();
    if (!texts.batch) {
      return all.getFirst();
    }
    var json = Json.object();
    json.putArray("data").addAll(all);
    return json;
  }

  /** Decides where a request would go, and asks nobody. */
  public void decide(HttpExchange exchange) {
    var principal = exchange.principal();
    exchange
        .body(bodyLimit.getAsInt())
        .compose(
            bytes ->
                exchange
                    .tree(bytes, RouteBody::read)
                    .compose(
                        body -> {
                          var origin =
                              new Origin(principal.caller(), body.tags(), principal::mayUse);
                          return bytes.length > LONG
                              ? exchange.loop().offload(() -> decide(body, origin))
                              : exchange.loop().read(bytes.length, () -> decide(body, origin));
                        }))
        .onSuccess(decision -> exchange.json(RouteJson.of(decision)))
        .onFailure(exchange::fail);
  }

  private RouteDecision decide(RouteBody body, Origin origin) {
    return body.rules().isMissingNode() || body.rules().isNull()
        ? service.decide(body.request(), origin, body.wish())
        : service.decide(body.request(), origin, body.wish(), rules(body.rules()));
  }

  /** Rules of a request, read as those of the configuration would be. */
  static List<RoutingRule> rules(JsonNode rules) {
    var key = rules.isArray() ? "routing" : "routing_rules";
    var section = rules.isArray() ? Json.object().set("rules", rules) : rules;
    if (!section.isObject()) {
      throw Fault.invalid("rules", "no list (expected: rules as in the configuration)");
    }
    return settings(Json.object().set(key, section)).rules();
  }

  /**
   * Settings of a request, read as those of the configuration would be.
   *
   * @param root with the sections {@code routing} and {@code routing_rules}
   */
  static SelectionSettings settings(JsonNode root) {
    try {
      var source = ConfigSource.nothing();
      for (var key : List.of("routing", "routing_rules")) {
        if (root.has(key)) {
          source = source.with(List.of(key), root.path(key), "request", NO_ENVIRONMENT);
        }
      }
      return source.read(Map.of(), SelectionSettings::read);
    } catch (ConfigException e) {
      throw Fault.of(FaultCode.INVALID_REQUEST, String.valueOf(e.getMessage()))
          .at(e.problems().getFirst().path().replace("routing.rules", "rules"));
    }
  }
}
