package dev.tutti.provider.spi;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Json;
import dev.tutti.chat.JsonEdits;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Form in which an upstream of OpenAI's dialect is told how much its models shall reason, where
 * {@code reasoning_effort} alone does not say it. Immutable.
 *
 * @param lines the first whose word a model's name has counts; without one the request stays
 * @param always whether what callers of OpenAI's dialect say is brought into this form, too, as the
 *     upstream does not define OpenAI's words
 */
public record ReasoningStyle(List<Line> lines, boolean always) {
  private static final String EFFORT = "reasoning_effort";

  /** OpenAI's efforts, the least first. */
  private static final List<String> EFFORTS =
      List.of("none", "minimal", "low", "medium", "high", "xhigh", "max");

  /** Ways to turn reasoning off. */
  public enum Off {
    /** By an effort: the least that the model knows. */
    EFFORT,
    /** By {@code "thinking": {"type": "disabled"}}. */
    THINKING,
    /** By {@code "enable_thinking": false}. */
    ENABLE_THINKING,
    /** Not at all: the model always reasons, or never. Nothing is said. */
    NEVER,
    /** Nobody knows: nothing is said. */
    UNKNOWN
  }

  /**
   * Parameters of reasoning that some models take.
   *
   * @param word of the model's name, in lower case, from the beginning of one of its words; empty
   *     for every model
   * @param off how reasoning is turned off
   * @param efforts the values of {@code reasoning_effort}, where it is known at all
   */
  public record Line(String word, Off off, List<String> efforts) {
    boolean names(String model) {
      var name = model.toLowerCase(Locale.ROOT);
      int at = name.indexOf(word);
      while (at > 0 && Character.isLetterOrDigit(name.charAt(at - 1))) {
        at = name.indexOf(word, at + 1);
      }
      return at >= 0;
    }
  }

  /** Keeps a copy. */
  public ReasoningStyle {
    lines = List.copyOf(lines);
  }

  /** An upstream that takes OpenAI's efforts as they are. */
  public static final ReasoningStyle AS_GIVEN = new ReasoningStyle(List.of(), false);

  /** The word for an effort that a model knows, empty where none must be said. */
  public Optional<String> effort(String model, String asked) {
    var line = line(model);
    if (line.isEmpty() || !EFFORTS.contains(asked)) {
      return Optional.of(asked);
    }
    boolean off = asked.equals("none");
    return switch (line.get().off) {
      case EFFORT -> Optional.of(nearest(line.get().efforts, asked));
      case THINKING, ENABLE_THINKING ->
          off || line.get().efforts.isEmpty()
              ? Optional.empty()
              : Optional.of(nearest(line.get().efforts, asked));
      case NEVER -> Optional.empty();
      case UNKNOWN -> off ? Optional.empty() : Optional.of(asked);
    };
  }

  /**
   * Says in the upstream's words what a request asks for. What the caller says in those words
   * himself counts.
   *
   * @param ours whether {@code reasoning_effort} is Tutti's own word for what the caller asked
   */
  public JsonEdits write(ChatRequest request, boolean ours, String model, JsonEdits edits) {
    var body = request.body();
    if (!(ours || always) || !body.has(EFFORT)) {
      return edits;
    }
    var asked = body.get(EFFORT).asString("");
    var line = line(model);
    boolean said = body.has("thinking") || body.has("enable_thinking");
    if (line.isEmpty() || said || !EFFORTS.contains(asked)) {
      return edits;
    }
    var word = effort(model, asked);
    var written = word.isEmpty() ? edits.remove(EFFORT) : edits.set(EFFORT, word.get());
    return word.isEmpty() ? switched(line.get().off, !asked.equals("none"), written) : written;
  }

  private static JsonEdits switched(Off by, boolean on, JsonEdits edits) {
    return switch (by) {
      case THINKING ->
          edits.set("thinking", Json.object().put("type", on ? "enabled" : "disabled"));
      case ENABLE_THINKING -> edits.set("enable_thinking", on);
      case EFFORT, NEVER, UNKNOWN -> edits;
    };
  }

  private Optional<Line> line(String model) {
    return lines.stream().filter(line -> line.names(model)).findFirst();
  }

  /** The nearest effort, rather more than less; reasoning is never turned off unasked. */
  private static String nearest(List<String> known, String asked) {
    if (known.contains(asked)) {
      return asked;
    }
    var best = known.getLast();
    for (var each : known) {
      boolean nearer = distance(each, asked) <= distance(best, asked);
      best = nearer && (asked.equals("none") || !each.equals("none")) ? each : best;
    }
    return best;
  }

  private static int distance(String effort, String asked) {
    int rank = EFFORTS.indexOf(effort.equals("default") ? "medium" : effort);
    return Math.abs(rank - EFFORTS.indexOf(asked));
  }
}
