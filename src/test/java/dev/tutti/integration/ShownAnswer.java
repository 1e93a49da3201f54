package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.testing.ReceivedRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What a page shows of an answer: headers (after {@code -i}), an empty line and a body, or a body
 * alone; of a stream, its lines. Three dots stand for anything: for a value, for a part of a text,
 * for the further elements of a list, for any number of lines. Members that are not shown may be
 * there.
 */
record ShownAnswer(List<String> headers, String body) {
  private static final String DOTS = "...";
  private static final Pattern HEADER = Pattern.compile("[a-z-]+: .*");

  static ShownAnswer of(String text) {
    var lines = text.strip().lines().toList();
    int heads = (int) lines.stream().takeWhile(line -> HEADER.matcher(line).matches()).count();
    boolean headed = heads > 0 && !lines.getFirst().matches("(data|event|id): .*");
    int from = headed ? heads : 0;
    return new ShownAnswer(
        lines.subList(0, from),
        lines.stream().skip(from).dropWhile(String::isBlank).collect(Collectors.joining("\n")));
  }

  void check(ReceivedRequest heard) {
    for (var header : headers) {
      int colon = header.indexOf(':');
      var found = heard.header(header.substring(0, colon));
      assertThat(matches(header.substring(colon + 2), found)).as("%s %s", header, found).isTrue();
    }
    if (isJson(body)) {
      var shown = Json.tree(body);
      assertThat(heard.status()).as(heard.body()).isEqualTo(status(shown));
      compare(shown, Json.tree(heard.body()), "");
    } else if (!body.isEmpty()) {
      assertThat(heard.status()).as(heard.body()).isEqualTo(200);
      lines(body.lines().toList(), heard.body().lines().toList());
    }
  }

  private static boolean isJson(String text) {
    return text.startsWith("{") || text.startsWith("[");
  }

  /** An error's code says what its status is. */
  private static int status(JsonNode shown) {
    var code = shown.path("error").path("code").asString("");
    return Arrays.stream(FaultCode.values())
        .filter(each -> each.code().equals(code))
        .findFirst()
        .map(FaultCode::status)
        .orElse(200);
  }

  private static void compare(JsonNode shown, JsonNode found, String place) {
    if (shown.isObject()) {
      for (Map.Entry<String, JsonNode> member : shown.properties()) {
        compare(member.getValue(), found.path(member.getKey()), place + "/" + member.getKey());
      }
    } else if (shown.isArray()) {
      elements(shown, found, place);
    } else if (shown.isString() && shown.asString().contains(DOTS)) {
      var text = found.isString() ? found.asString() : found.toString();
      boolean fits = !found.isMissingNode() && matches(shown.asString(), text);
      assertThat(fits).as("%s: %s (shown: %s)", place, found, shown).isTrue();
    } else {
      assertThat(found.toString()).as(place).isEqualTo(shown.toString());
    }
  }

  private static void elements(JsonNode shown, JsonNode found, String place) {
    int count = shown.size();
    boolean open = count > 0 && shown.path(count - 1).asString("").equals(DOTS);
    int given = open ? count - 1 : count;
    assertThat(found.isArray() && (open ? found.size() >= given : found.size() == given))
        .as("%s: %s (shown: %s)", place, found, shown)
        .isTrue();
    for (int i = 0; i < given; i++) {
      compare(shown.path(i), found.path(i), place + "/" + i);
    }
  }

  /** The lines of a stream; empty ones do not count. */
  private static void lines(List<String> shown, List<String> found) {
    var rest = found.stream().filter(line -> !line.isBlank()).toList();
    boolean open = false;
    for (var line : shown.stream().filter(each -> !each.isBlank()).toList()) {
      if (line.equals(DOTS)) {
        open = true;
        continue;
      }
      int at = 0;
      while (open && at < rest.size() && !isLine(line, rest.get(at))) {
        at++;
      }
      assertThat(at < rest.size() && isLine(line, rest.get(at)))
          .as("%s%nnext of: %s", line, rest)
          .isTrue();
      rest = rest.subList(at + 1, rest.size());
      open = false;
    }
    assertThat(open || rest.isEmpty()).as("more lines than shown: %s", rest).isTrue();
  }

  private static boolean isLine(String shown, String found) {
    if (!shown.startsWith("data: {") || !found.startsWith("data: {")) {
      return matches(shown, found);
    }
    try {
      compare(Json.tree(shown.substring(6)), Json.tree(found.substring(6)), "");
      return true;
    } catch (AssertionError | Fault _) {
      return false;
    }
  }

  private static boolean matches(String shown, String found) {
    var pattern =
        Arrays.stream(shown.split(Pattern.quote(DOTS), -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return Pattern.compile(pattern, Pattern.DOTALL).matcher(found).matches();
  }
}
