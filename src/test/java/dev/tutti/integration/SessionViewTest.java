package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Patience;
import dev.tutti.testing.Rig;
import dev.tutti.testing.Script;
import java.io.IOException;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class SessionViewTest {
  @RegisterExtension
  static final Rig RIG =
      Rig.of(
          """
          providers:
            up: {base_url: "{upstream}", api_key: sk-of-the-provider}
          prices:
            - {provider: up, model: m, as_of: 2026-01-01, input: 1, cached_input: 0.1, output: 2}
            - {provider: up, model: s, as_of: 2026-01-01, input: 1, output: 2}
          conversation:
            summary: {model: up/s}
          """);

  private static final String NOTES = "Facts: they spoke of rivers.";
  private static final List<JsonNode> HEARD = new CopyOnWriteArrayList<>();

  /** Answers at some length, and sums up. */
  private static Script model() {
    return turn -> {
      var asked = Json.tree(turn.heard().body());
      boolean sums = asked.path("model").asString().equals("s");
      if (!sums) {
        HEARD.add(asked.path("messages"));
      }
      turn.json(200, Chat.whole(sums ? NOTES : "It is a long river. ".repeat(10)));
    };
  }

  private static JsonNode post(String path, String body) throws IOException {
    try (var client = RIG.tutti().client()) {
      var answer = client.post(path, body).answer();
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      return Json.tree(answer.body());
    }
  }

  private static void begin(String id, String context) throws IOException {
    begin(id, context, "up/m");
  }

  private static void begin(String id, String context, String model) throws IOException {
    RIG.upstream().playAlways(model());
    HEARD.clear();
    post(
        "/v1/sessions",
        "{\"id\":\"%s\",\"model\":\"%s\",\"context\":%s}".formatted(id, model, context));
  }

  private static JsonNode say(String id, int turns) throws IOException {
    JsonNode last = Json.object();
    for (int turn = 0; turn < turns; turn++) {
      last = post("/v1/sessions/" + id + "/messages", "{\"content\":\"and number " + turn + "?\"}");
    }
    return last;
  }

  private static JsonNode view(String id) {
    return Json.tree(RIG.tutti().get("/v1/sessions/" + id + "/view"));
  }

  private static JsonNode savings(String id) {
    var report = Json.tree(RIG.tutti().get("/admin/reports/context?by=session"));
    return report
        .path("data")
        .valueStream()
        .filter(each -> each.path("session").asString("").equals(id))
        .findFirst()
        .orElseGet(Json::object);
  }

  @Test
  void a_window_leaves_out_the_oldest_turns_and_says_so() throws Exception {
    begin("window", "{\"strategy\":\"window\",\"budget_tokens\":600}");
    var answer = say("window", 10);
    assertThat(answer.at("/view/strategy").asString()).isEqualTo("window");
    assertThat(answer.at("/view/dropped").asInt()).isPositive();
    assertThat(answer.at("/view/tokens").asLong()).isLessThan(600);
    assertThat(HEARD.getLast().size()).isEqualTo(answer.at("/view/kept").asInt());
    var view = view("window");
    assertThat(view.path("loss").asString()).isEqualTo("trimmed");
    assertThat(view.at("/omitted/0/reason").asString())
        .isEqualTo("older than what fits into the budget");
    Patience.until(() -> savings("window").path("calls").asInt() == 10, "all calls are noted");
    var saved = savings("window");
    assertThat(saved.path("tokens_saved").asLong()).isPositive();
    assertThat(saved.path("saved_share").asDouble()).isBetween(.1, .9);
    assertThat(saved.path("cost_saved_usd").asDouble()).isNotZero();
  }

  @Test
  void a_summary_stands_for_the_beginning_and_its_cost_is_known() throws Exception {
    begin("summary", "{\"strategy\":\"summary\",\"budget_tokens\":600}");
    say("summary", 6);
    Patience.until(() -> view("summary").path("summarised").asInt() > 0, "the summary is there");
    var view = view("summary");
    assertThat(view.path("loss").asString()).isEqualTo("summarised");
    assertThat(view.at("/messages/0/content").asString()).isEqualTo(NOTES);
    Patience.until(
        () -> savings("summary").path("compression_cost_usd").asDouble() > 0,
        "the cost of the summary");
  }

  @Test
  void who_asks_for_a_summary_gets_it_at_once() throws Exception {
    begin("compact", "{\"strategy\":\"window\"}", "up/other"); // what is learned is its own
    say("compact", 3);
    var view = post("/v1/sessions/compact/compact", "");
    assertThat(view.path("strategy").asString()).isEqualTo("summary");
    assertThat(view.path("summarised").asInt()).isEqualTo(4);
    assertThat(view.path("kept").asInt()).isEqualTo(2);
    assertThat(view.at("/messages/0/content").asString()).isEqualTo(NOTES);
    say("compact", 1);
    assertThat(HEARD.getLast().get(0).path("content").asString()).isEqualTo(NOTES);
    assertThat(HEARD.getLast()).hasSize(4);
  }

  @Test
  void of_a_long_session_a_view_reads_the_latest_messages_and_what_is_pinned() throws Exception {
    RIG.upstream().playAlways(model());
    HEARD.clear();
    var lines = new StringJoiner(",", "[", "]");
    for (int at = 0; at < 1_000; at++) {
      lines.add(
          "{\"id\":\"m%d\",\"role\":\"%s\",\"pinned\":%s,\"content\":\"%d%s\"}"
              .formatted(
                  at, at % 2 == 0 ? "user" : "assistant", at == 41, at, " word".repeat(200)));
    }
    post(
        "/v1/sessions/import",
        "{\"id\":\"long\",\"model\":\"up/long\",\"messages\":" + lines + "}");
    var view = view("long");
    assertThat(view.path("kept_ids").valueStream().map(JsonNode::asString))
        .startsWith("m40", "m41")
        .endsWith("m998", "m999");
    assertThat(view.path("unread").asInt()).isBetween(200, 600);
    var answer = say("long", 1);
    var size = answer.path("view");
    assertThat(size.path("kept").asInt() + size.path("dropped").asInt()).isEqualTo(1_001);
    assertThat(size.path("tokens_full").asLong()).isBetween(180_000L, 300_000L);
    assertThat(HEARD.getLast()).hasSize(size.path("kept").asInt());
    assertThat(HEARD.getLast().get(1).path("content").asString()).startsWith("41 ");
  }

  @Test
  void everything_is_sent_where_nothing_may_be_lost() throws Exception {
    begin("full", "{\"strategy\":\"full\",\"budget_tokens\":600}");
    var answer = say("full", 10);
    assertThat(answer.at("/view/kept").asInt()).isEqualTo(19);
    assertThat(HEARD.getLast().size()).isEqualTo(19);
    assertThat(answer.at("/view/tokens")).isEqualTo(answer.at("/view/tokens_full"));
  }

  @Test
  void a_report_by_what_is_not_there_is_refused() {
    assertThat(RIG.tutti().get("/admin/reports/context?by=model"))
        .contains("by: model (expected: one of session, skill, day)");
  }
}
