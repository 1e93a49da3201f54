package dev.tutti.gateway.admin;

import dev.tutti.alert.engine.Silences;
import dev.tutti.alert.notice.Silence;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.http.HttpExchange;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /admin/alerts/silences}: lists, makes and ends them. */
public record SilencesEndpoint(Silences silences, InstantSource clock, RandomGenerator random) {
  private static final int LONGEST_BODY = 16 << 10;
  private static final int LONGEST_TEXT = 500;
  private static final int MOST_MATCHERS = 10;
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final Set<String> MEMBERS = new TreeSet<>(Set.of("from", "to", "reason", "match"));

  /** {@code GET /admin/alerts/silences}. */
  public void list(HttpExchange exchange) {
    var now = clock.instant();
    var answer = Json.object();
    var data = answer.putArray("data");
    silences.list().forEach(each -> data.add(json(each, now)));
    exchange.json(answer);
  }

  private static ObjectNode json(Silence silence, Instant now) {
    return AlertJson.silence(silence)
        .put("active", !now.isBefore(silence.from()) && now.isBefore(silence.to()));
  }

  /** {@code POST /admin/alerts/silences}. */
  public void add(HttpExchange exchange) {
    exchange
        .tree(LONGEST_BODY, Json::request)
        .onSuccess(body -> exchange.attempt(() -> put(exchange, read(body, exchange))))
        .onFailure(exchange::fail);
  }

  private void put(HttpExchange exchange, Silence silence) {
    exchange.when(silences.put(silence), kept -> exchange.json(json(kept, clock.instant())));
  }

  private Silence read(ObjectNode body, HttpExchange exchange) {
    for (var name : body.propertyNames()) {
      if (!MEMBERS.contains(name)) {
        throw Fault.invalid(name, "is not known (expected: one of " + MEMBERS + ")");
      }
    }
    if (silences.list().size() >= Silences.MOST) {
      throw Fault.of(FaultCode.OVERLOADED, "%d silences are kept".formatted(Silences.MOST));
    }
    var now = clock.instant();
    var from = time(body, "from", now);
    var to = time(body, "to", null);
    if (!to.isAfter(from) || to.isAfter(now.plus(LONGEST))) {
      throw Fault.invalid("to", to + " (expected: after from, within a year)");
    }
    var id = "sil_" + HexFormat.of().toHexDigits(random.nextLong());
    return new Silence(
        id, from, to, matchers(body.path("match")), reason(body), exchange.principal().label());
  }

  private static Instant time(ObjectNode body, String member, @Nullable Instant otherwise) {
    var given = body.path(member);
    if (given.isMissingNode() && otherwise != null) {
      return otherwise;
    }
    try {
      return Instant.parse(given.asString(""));
    } catch (DateTimeParseException _) {
      throw Fault.invalid(member, given + " (expected: a time such as 2026-12-31T18:00:00Z)");
    }
  }

  private static String reason(ObjectNode body) {
    var reason = body.path("reason").asString("");
    if (reason.isBlank() || reason.length() > LONGEST_TEXT) {
      throw Fault.invalid(
          "reason", "expected: a reason of 1 to %d characters".formatted(LONGEST_TEXT));
    }
    return reason;
  }

  private static TreeMap<String, String> matchers(JsonNode match) {
    var matchers = new TreeMap<String, String>();
    match.forEachEntry(
        (name, form) -> {
          if (!form.isString() || form.asString().length() > LONGEST_TEXT) {
            throw Fault.invalid("match." + name, form + " (expected: a text such as max_*)");
          }
          matchers.put(name, form.asString());
        });
    if (matchers.isEmpty() || matchers.size() > MOST_MATCHERS) {
      throw Fault.invalid(
          "match", match + " (expected: {\"rule\": \"max_*\"}, or labels and their values)");
    }
    return matchers;
  }

  /** {@code DELETE /admin/alerts/silences/{id}}: it ends now. */
  public void end(HttpExchange exchange) {
    var id = exchange.path("id");
    var silence =
        silences
            .find(id)
            .orElseThrow(
                () ->
                    Fault.of(FaultCode.INVALID_REQUEST, "silence \"%s\": is none".formatted(id))
                        .status(404));
    var now = clock.instant();
    var end = silence.to().isBefore(now) ? silence.to() : now;
    put(
        exchange,
        new Silence(id, silence.from(), end, silence.matchers(), silence.reason(), silence.who()));
  }
}
