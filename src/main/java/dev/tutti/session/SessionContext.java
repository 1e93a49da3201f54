package dev.tutti.session;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Settings of a session for what its model is sent; what it does not say is the configuration's.
 *
 * @param json {@code budget_tokens}, {@code strategy} and {@code memory}, as far as they are said;
 *     not to be changed
 */
public record SessionContext(ObjectNode json) {
  /** Nothing in particular. */
  public static final SessionContext NONE = new SessionContext(Json.object());

  private static final String BUDGET = "budget_tokens";
  private static final String STRATEGY = "strategy";
  private static final String MEMORY = "memory";
  private static final Set<String> MEMBERS = Set.of(BUDGET, STRATEGY, MEMORY);
  private static final int MOST = 10_000_000;

  /**
   * Reads the member {@code context}.
   *
   * @throws Fault {@code invalid_request}, naming the member at fault
   */
  public static SessionContext read(JsonNode json) {
    if (json.isMissingNode() || json.isNull()) {
      return NONE;
    }
    if (!json.isObject()) {
      throw Fault.invalid("context", json + " (expected: an object)");
    }
    json.propertyNames().stream()
        .filter(name -> !MEMBERS.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw Fault.invalid(
                  "context." + name, "is not known (expected: budget_tokens, strategy or memory)");
            });
    var said = Json.object();
    budget(json.path(BUDGET)).ifPresent(most -> said.put(BUDGET, most));
    strategy(json.path(STRATEGY)).ifPresent(which -> said.put(STRATEGY, which.word()));
    memory(json.path(MEMORY)).ifPresent(on -> said.put(MEMORY, on));
    return new SessionContext(said);
  }

  private static OptionalInt budget(JsonNode value) {
    if (isAbsent(value)) {
      return OptionalInt.empty();
    }
    if (!value.isIntegralNumber() || value.asLong(0) < 1 || value.asLong(0) > MOST) {
      throw Fault.invalid("context." + BUDGET, value + " (expected: 1 to " + MOST + " tokens)");
    }
    return OptionalInt.of(value.asInt());
  }

  private static Optional<SessionStrategy> strategy(JsonNode value) {
    if (isAbsent(value)) {
      return Optional.empty();
    }
    try {
      return Optional.of(SessionStrategy.of(value.asString("")));
    } catch (IllegalArgumentException _) {
      throw Fault.invalid(
          "context." + STRATEGY, value + " (expected: full, window, summary or auto)");
    }
  }

  private static Optional<Boolean> memory(JsonNode value) {
    if (isAbsent(value)) {
      return Optional.empty();
    }
    if (!value.isBoolean()) {
      throw Fault.invalid("context." + MEMORY, value + " (expected: true or false)");
    }
    return Optional.of(value.asBoolean());
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  /** Most tokens of a view, at least 1. */
  public OptionalInt budgetTokens() {
    return budget(json.path(BUDGET));
  }

  /** The same with another strategy. */
  public SessionContext with(SessionStrategy other) {
    return new SessionContext(json.deepCopy().put(STRATEGY, other.word()));
  }

  /** Strategy by which views are made. */
  public Optional<SessionStrategy> strategy() {
    return strategy(json.path(STRATEGY));
  }

  /** Whether it says how views are made. */
  public boolean saysViews() {
    return budgetTokens().isPresent() || strategy().isPresent();
  }

  /** Whether facts about the end user are noted and recalled. */
  public Optional<Boolean> memory() {
    return memory(json.path(MEMORY));
  }
}
