package dev.tutti.integration;

import static dev.tutti.testing.Chat.question;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Patience;
import dev.tutti.testing.ReceivedRequest;
import dev.tutti.testing.Rig;
import dev.tutti.testing.Script;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** What operators read of many calls together. */
class FiguresTest {
  private static final Script BROKEN =
      turn -> turn.json(500, "{\"error\":{\"message\":\"out of order\"}}");

  private static final Pattern CALLS_OF_A_DAY =
      Pattern.compile("'=HYPERLINK\\(1\\),false,(\\d+),\\1,");

  @RegisterExtension
  static final Rig rig =
      Rig.resilient(
          """
          retry: {attempts: 2, base: 1ms, max: 10ms}
          breaker: {consecutive: 5, open: 1h}
          providers: {up: {base_url: "{upstream}"}}
          """);

  private static ReceivedRequest get(String path) throws IOException {
    try (var client = rig.tutti().client()) {
      return client.get(path).answer();
    }
  }

  private static JsonNode json(String path) throws IOException {
    var heard = get(path);
    assertThat(heard.status()).as(heard.body()).isEqualTo(200);
    return Json.request(heard.body().getBytes(UTF_8));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private static int calls(String filter) {
    try {
      return json("/admin/top?measure=calls&filter=" + encoded(filter))
          .at("/total/calls/value")
          .asInt();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void ask(String user, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      try (var client = rig.ask(question("up/m"), "x-tutti-user: " + user)) {
        client.answer();
      }
    }
    Patience.until(() -> calls("user=\"" + user + "\"") == count, "calls of " + user);
  }

  @Test
  void the_largest_groups_and_the_rest_add_up_to_the_total() throws Exception {
    rig.upstream()
        .play(
            Chat.answers("1"),
            Chat.answers("2"),
            BROKEN,
            Chat.answers("3"),
            Chat.answers("4"),
            Chat.answers("5"),
            Chat.answers("6"));
    ask("top-1", 3);
    ask("top-2", 2);
    ask("top-3", 1);
    var path = "/admin/top?by=user&measure=calls,recovered_calls,attempts&limit=2&filter=";
    var answer = json(path + encoded("user~top-"));
    assertThat(answer.at("/data/0/names/0").asString()).isEqualTo("top-1");
    assertThat(answer.at("/data/0/figures/calls/value").asInt()).isEqualTo(3);
    assertThat(answer.at("/data/0/figures/recovered_calls/value").asInt()).isEqualTo(1);
    assertThat(answer.at("/data/0/figures/attempts/value").asInt()).isEqualTo(4);
    assertThat(answer.at("/rest/groups").asInt()).isEqualTo(1);
    assertThat(answer.at("/rest/figures/calls/value").asInt()).isEqualTo(1);
    assertThat(answer.at("/total/calls/value").asInt()).isEqualTo(6);
    assertThat(answer.at("/units/calls").asString()).isEqualTo("count");
    var series =
        json("/admin/series?measure=calls&step=1h&from=-2h&filter=" + encoded("user~top-"));
    int sum = 0;
    for (var point : series.at("/data/0/points")) {
      sum += point.at("/figures/calls/value").asInt();
    }
    assertThat(sum).isEqualTo(6);
  }

  @Test
  void lines_of_csv_say_the_same_and_hold_no_formulas() throws Exception {
    rig.upstream().play(Chat.answers("1"), Chat.answers("2"));
    ask("=HYPERLINK(1)", 2);
    var filter = "&filter=" + encoded("user~HYPER");
    var top = get("/admin/top?by=user&measure=calls,output_tokens&format=csv" + filter);
    assertThat(top.header("content-type")).startsWith("text/csv");
    assertThat(top.body())
        .startsWith(
            "user,rest,calls,calls_n,calls_flags,output_tokens,output_tokens_n,output_tokens_flags\r\n"
                + "'=HYPERLINK(1),false,2,2,");
    var series =
        get("/admin/series?by=user&measure=calls&step=day&format=csv&zone=Asia/Kathmandu" + filter);
    assertThat(series.body()).contains("+05:45");
    assertThat(CALLS_OF_A_DAY.matcher(series.body()).results().mapToInt(each -> calls(each)).sum())
        .as("of one day, or of two at midnight")
        .isEqualTo(2);
  }

  private static int calls(MatchResult row) {
    return Integer.parseInt(row.group(1));
  }

  @Test
  void mistakes_are_told() throws Exception {
    for (var wrong :
        new String[] {
          "top?by=flavour",
          "top?measure=joy",
          "top?by=provider&measure=calls",
          "top?limit=0",
          "top?format=xml",
          "top?from=yesterday",
          "top?from=2026-03-02&to=2026-03-01",
          "top?zone=Mars/Olympus",
          "top?filter=" + encoded("colour=red"),
          "top?by=provider,endpoint&measure=cost",
          "series?step=7m",
          "series?step=1m&from=-2d",
          "series?by=day"
        }) {
      assertThat(get("/admin/" + wrong).status()).as(wrong).isEqualTo(400);
    }
  }
}
