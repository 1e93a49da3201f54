package dev.tutti.task.decision;

import dev.tutti.chat.Json;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Advice on a task that has failed.
 *
 * @param pause before the next attempt; zero where it says nothing of it
 * @param reason in words, for who reads the task's history
 * @param model that has given it
 * @param nanoDollars what that has cost, as far as the price is known
 */
public record RetryAdvice(
    RetryChoice choice, Duration pause, String reason, String model, long nanoDollars) {
  private static final double NANO = 1e9;
  private static final String COST = "cost_usd";

  /** What to do. */
  public enum RetryChoice {
    /** As the rules say. */
    RETRY,
    /** Another attempt, later than the rules say. */
    WAIT,
    /** No other attempt. */
    GIVE_UP;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** Name that models and callers see, such as {@code give_up}. */
    public String word() {
      return word;
    }
  }

  /** What the task's history says of it. */
  public ObjectNode json() {
    return Json.object()
        .put("decision", choice.word)
        .put("reason", reason)
        .put("wait", pause.toMillis() / 1_000.0)
        .put("model", model)
        .put(COST, nanoDollars / NANO);
  }

  /** What an event says that has no advice. */
  public static ObjectNode unanswered(JsonNode error, long nanoDollars) {
    var data = Json.object().putNull("decision");
    data.set("error", error);
    return nanoDollars > 0 ? data.put(COST, nanoDollars / NANO) : data;
  }

  /** Cost that such an event tells of, in billionths of a US dollar. */
  public static long cost(JsonNode data) {
    return Math.round(data.path(COST).asDouble(0) * NANO);
  }
}
