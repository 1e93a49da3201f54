package dev.tutti.gateway.messages;

import dev.tutti.chat.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Map back to the caller's request: for each message of the translated conversation the place that
 * it was made of, and so for its parts and calls. Not thread-safe while it is filled.
 */
final class SourceMap {
  private static final Pattern PLACE =
      Pattern.compile("\\bmessages\\[(\\d+)](?:\\.(content|tool_calls)\\[(\\d+)])?");
  private static final Pattern TOOL =
      Pattern.compile("\\btools\\[(\\d+)](?:\\.function)?(\\.parameters)?");
  private static final Map<String, String> MEMBERS =
      Map.of(
          "stop", "stop_sequences",
          "user", "metadata.user_id",
          "reasoning_effort", "thinking",
          "parallel_tool_calls", "tool_choice.disable_parallel_tool_use",
          "max_completion_tokens", "max_tokens",
          "response_format", "output_config.format");
  private final List<Origin> messages = new ArrayList<>();

  private record Origin(String place, List<String> parts, List<String> calls) {
    String of(String kind, int index) {
      var places = kind.equals("content") ? parts : calls;
      return index < places.size() ? places.get(index) : place;
    }
  }

  /** The next message was made of what is at this place, and so were its parts and calls. */
  void add(String place, List<String> parts, List<String> calls) {
    messages.add(new Origin(place, List.copyOf(parts), List.copyOf(calls)));
  }

  /** The fault, with the places in its words and its member as the caller knows them. */
  Fault told(Fault fault) {
    var param = fault.param().orElse("");
    var named = MEMBERS.getOrDefault(param, param);
    var words = fault.getMessage().replace(param + ": ", named + ": ");
    var same = Fault.of(fault.code(), told(words)).status(fault.status());
    var at = param.isEmpty() ? same : same.at(told(named));
    return fault.retryAfter().map(at::after).orElse(at);
  }

  private String told(String text) {
    var here = PLACE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(place(found)));
    return TOOL.matcher(here).replaceAll(SourceMap::tool);
  }

  private String place(MatchResult found) {
    int index = index(found.group(1));
    if (index >= messages.size()) {
      return found.group();
    }
    var origin = messages.get(index);
    return found.group(2) == null ? origin.place : origin.of(found.group(2), index(found.group(3)));
  }

  private static String tool(MatchResult found) {
    return "tools." + found.group(1) + (found.group(2) == null ? "" : ".input_schema");
  }

  private static int index(String digits) {
    return digits.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(digits);
  }
}
