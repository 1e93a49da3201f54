package dev.tutti.gateway.admin;

import dev.tutti.call.Allowance;
import dev.tutti.call.Allowance.Quantity;
import dev.tutti.chat.Fault;
import dev.tutti.security.AllowedModels;
import dev.tutti.security.ApiKey;
import dev.tutti.security.Grant;
import dev.tutti.security.KeyJson;
import dev.tutti.security.KeyTerms;
import dev.tutti.security.Role;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The key that an administrator asks for. Whatever is not understood is refused: a restriction that
 * was mistyped must not make a key that may do everything.
 *
 * @param expires when it ends, null for never
 */
record KeyRequest(Grant grant, @Nullable Instant expires) {
  private static final Set<String> MEMBERS =
      new TreeSet<>(
          Set.of(
              "name",
              "owner",
              "role",
              "models",
              "limits",
              "budget",
              "scopes",
              "expires_at",
              "expires"));

  private static final Set<String> CHANGEABLE =
      new TreeSet<>(Set.of("name", "models", "limits", "budget", "scopes", "expires_at"));

  private static final List<Quantity> LIMITS =
      List.of(Quantity.REQUESTS, Quantity.TOKENS, Quantity.CONCURRENCY);

  private static final double LEAST_DOLLARS = 1e-6;
  private static final double MOST_DOLLARS = 1e8;

  /** The years that a database and every client can count in. */
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  /**
   * Reads a request's body.
   *
   * @throws Fault {@code invalid_request} naming the member
   */
  static KeyRequest of(JsonNode body) {
    if (!body.isObject()) {
      throw Fault.invalid(
          "body",
          "no object (expected: {name, owner, role, models, scopes, limits, budget, expires_at})");
    }
    for (var name : body.propertyNames()) {
      if (!MEMBERS.contains(name)) {
        throw Fault.invalid(name, "is not known (expected: one of " + MEMBERS + ")");
      }
    }
    if (body.has("expires") && body.has("expires_at")) {
      throw Fault.invalid("expires", "is the same as expires_at (expected: one of them)");
    }
    return new KeyRequest(
        grant(body), expiry(body, body.has("expires") ? "expires" : "expires_at"));
  }

  /**
   * The terms of a key with the changes that a request's body has.
   *
   * @throws Fault {@code invalid_request} naming the member
   */
  static KeyRequest of(ApiKey key, JsonNode change) {
    if (!change.isObject()) {
      throw Fault.invalid("body", "no object (expected: some of " + CHANGEABLE + ")");
    }
    var terms = KeyJson.of(key).retain(MEMBERS);
    for (var each : change.properties()) {
      if (!CHANGEABLE.contains(each.getKey())) {
        throw Fault.invalid(
            each.getKey(), "cannot be changed (expected: one of " + CHANGEABLE + ")");
      }
      if (each.getValue().isNull()) {
        terms.remove(each.getKey());
      } else {
        terms.set(each.getKey(), each.getValue());
      }
    }
    return of(terms);
  }

  /** The same for a key that exists. */
  KeyTerms terms() {
    return new KeyTerms(grant, expires);
  }

  private static Grant grant(JsonNode body) {
    try {
      return new Grant(
          text(body, "name", "key"),
          text(body, "owner", "default"),
          Role.of(text(body, "role", "user")),
          body.has("models") ? models(body.path("models")) : AllowedModels.ALL,
          budget(limits(Allowance.NONE, body.path("limits")), body.path("budget")),
          body.has("scopes") ? Set.copyOf(texts("scopes", body.path("scopes"))) : Set.of());
    } catch (IllegalArgumentException e) {
      throw Fault.invalid("key", String.valueOf(e.getMessage()));
    }
  }

  private static Allowance limits(Allowance allowance, JsonNode limits) {
    var all = allowance;
    for (var quantity : LIMITS) {
      var most = limits.path(quantity.word());
      if (!most.isMissingNode()) {
        all = all.with(quantity, amount(most, quantity));
      }
    }
    requireKnown(limits, "limits", LIMITS.stream().map(Quantity::word).toList());
    return all;
  }

  private static Allowance budget(Allowance allowance, JsonNode budget) {
    var all = allowance;
    if (budget.has("day")) {
      all = all.with(Quantity.DAY, nanos(budget.path("day"), "budget.day"));
    }
    if (budget.has("month")) {
      all = all.with(Quantity.MONTH, nanos(budget.path("month"), "budget.month"));
    }
    requireKnown(budget, "budget", List.of("day", "month"));
    return all;
  }

  private static void requireKnown(JsonNode section, String place, List<String> known) {
    if (!section.isMissingNode() && !section.isObject()) {
      throw Fault.invalid(place, section + " (expected: an object with some of " + known + ")");
    }
    for (var name : section.propertyNames()) {
      if (!known.contains(name)) {
        throw Fault.invalid(place + "." + name, "is not known (expected: one of " + known + ")");
      }
    }
  }

  private static long amount(JsonNode value, Quantity quantity) {
    long amount = value.isIntegralNumber() && value.canConvertToLong() ? value.asLong() : 0;
    if (amount < 1 || amount > quantity.highest()) {
      throw Fault.invalid(
          "limits." + quantity.word(),
          "%s (expected: a whole number from 1 to %d)".formatted(value, quantity.highest()));
    }
    return amount;
  }

  /** Dollars in billionths. */
  private static long nanos(JsonNode value, String place) {
    double dollars = value.isNumber() ? value.asDouble() : 0;
    if (dollars < LEAST_DOLLARS || dollars > MOST_DOLLARS) {
      throw Fault.invalid(place, value + " (expected: dollars, 0.000001 to 100000000)");
    }
    return Math.round(dollars * 1e9);
  }

  private static AllowedModels models(JsonNode list) {
    return AllowedModels.of(texts("models", list));
  }

  private static List<String> texts(String member, JsonNode list) {
    if (!list.isArray()) {
      throw Fault.invalid(member, list + " (expected: a list of names, such as [\"fast\"])");
    }
    List<String> texts = new ArrayList<>();
    for (var each : list) {
      texts.add(text(each, member + "[" + texts.size() + "]"));
    }
    return texts;
  }

  private static @Nullable Instant expiry(JsonNode body, String member) {
    if (!body.has(member)) {
      return null;
    }
    var text = text(body.path(member), member);
    try {
      var at = Instant.parse(text);
      if (!at.isAfter(LATEST)) {
        return at;
      }
    } catch (DateTimeParseException _) {
      // refused below
    }
    throw Fault.invalid(
        member,
        "\"" + text + "\" (expected: a time such as 2027-01-31T00:00:00Z, up to year 9999)");
  }

  private static String text(JsonNode body, String member, String otherwise) {
    return body.has(member) ? text(body.path(member), member) : otherwise;
  }

  private static String text(JsonNode value, String place) {
    if (!value.isString()) {
      throw Fault.invalid(place, value + " (expected: a string)");
    }
    return value.asString();
  }
}
