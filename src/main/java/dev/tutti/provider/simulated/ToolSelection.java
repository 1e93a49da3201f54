package dev.tutti.provider.simulated;

import dev.tutti.chat.ChatMessage.Part;
import dev.tutti.chat.ChatMessage.ToolResult;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.Tool;
import dev.tutti.chat.ToolChoice;
import dev.tutti.provider.simulated.schema.Sample;
import dev.tutti.provider.simulated.schema.SampleBudget;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Choice of the tools that a simulated model calls, and of their arguments.
 *
 * <p>{@code none} calls none, a name calls that tool, {@code required} at least one, new ones
 * first. Left to itself a model calls each tool whose name shares a word with what the user said
 * ("weather" and {@code get_weather}), an eager one every tool; once tools have answered it talks
 * about what they answered. Where calls may not be parallel, it calls one tool after the other
 * first.
 */
final class ToolSelection {
  private static final int MOST_CALLS = 8;
  private static final int LEAST_WORD = 4;

  private ToolSelection() {}

  static List<Tool> chosen(SimulatedRequest request, boolean eager) {
    var offered = request.prompt().tools().stream().filter(tool -> !tool.name().isEmpty()).toList();
    var liked = offered.stream().filter(tool -> eager || mentioned(tool, request.text())).toList();
    var chosen =
        switch (request.prompt().toolChoice()) {
          case ToolChoice.None() -> List.<Tool>of();
          case ToolChoice.Named(String name) -> named(offered, name);
          case ToolChoice.Required() -> demanded(offered, liked, request.called());
          case ToolChoice.Auto(), ToolChoice.Unset() -> free(request, liked);
        };
    return chosen.stream().limit(mayCallSeveral(request) ? MOST_CALLS : 1).toList();
  }

  private static boolean mayCallSeveral(SimulatedRequest request) {
    return request.prompt().parallelToolCalls().orElse(true);
  }

  private static List<Tool> free(SimulatedRequest request, List<Tool> liked) {
    if (request.results().isEmpty()) {
      return liked;
    }
    var called = request.calledSinceUser();
    return mayCallSeveral(request)
        ? List.of()
        : liked.stream().filter(tool -> !called.contains(tool.name())).toList();
  }

  private static List<Tool> named(List<Tool> offered, String name) {
    var found = offered.stream().filter(tool -> tool.name().equals(name)).limit(1).toList();
    if (found.isEmpty()) {
      throw Fault.invalid(
          "tool_choice", "\"%s\" (expected: the name of a tool in tools)".formatted(name));
    }
    return found;
  }

  /** Those that it would call, else the first; what was called before only when all were. */
  private static List<Tool> demanded(List<Tool> offered, List<Tool> liked, Set<String> called) {
    if (offered.isEmpty()) {
      throw Fault.invalid(
          "tool_choice", "\"required\" without tools (expected: tools to choose from)");
    }
    var fresh = offered.stream().filter(tool -> !called.contains(tool.name())).toList();
    var left = fresh.isEmpty() ? offered : fresh;
    var wanted = liked.stream().filter(left::contains).toList();
    return wanted.isEmpty() ? left.subList(0, 1) : wanted;
  }

  private static boolean mentioned(Tool tool, String text) {
    var lower = text.toLowerCase(Locale.ROOT);
    return Arrays.stream(tool.name().split("[^\\p{L}\\p{N}]+|(?<=\\p{Ll})(?=\\p{Lu})"))
        .map(word -> word.toLowerCase(Locale.ROOT))
        .anyMatch(word -> word.length() >= LEAST_WORD && lower.contains(word));
  }

  /** Calls them in their order, with arguments that their schemas allow. */
  static void call(
      List<Tool> tools, ChoiceWriter writer, RandomGenerator random, SampleBudget budget) {
    for (int i = 0; i < tools.size(); i++) {
      var tool = tools.get(i);
      var place = "tools[" + tool.name() + "].function.parameters";
      var arguments = Json.text(Sample.of(tool.parameters(), place, random, budget));
      var id = "call_sim" + Long.toHexString(random.nextLong());
      writer.call(i, id, tool.name(), arguments);
    }
  }

  /** Answers of the tools, in one line. */
  static String results(SimulatedRequest request) {
    return request.resultsSinceUser().stream()
        .map(result -> name(result) + ": " + Part.text(result.parts()))
        .collect(Collectors.joining("; "));
  }

  private static String name(ToolResult result) {
    return result.name().isEmpty() ? result.callId() : result.name();
  }
}
