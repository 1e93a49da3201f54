package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.session.MessageRow;
import dev.tutti.session.MessageTable;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Patience;
import dev.tutti.testing.ReceivedRequest;
import dev.tutti.testing.Rig;
import dev.tutti.testing.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** What of earlier turns a response's model is sent, and what is recorded of that. */
class ResponsesViewTest {
  @RegisterExtension
  static final Rig RIG =
      Rig.of(
          """
          providers:
            up: {base_url: "{upstream}", api_key: sk-of-the-provider, responses: never}
            open: {base_url: "{upstream}", api_key: sk-of-the-provider, responses: always}
          prices:
            - {provider: up, model: m, as_of: 2026-01-01, input: 1, cached_input: 0.1, output: 2}
          conversation:
            context: {budget_tokens: 300}
            summary: {model: up/s}
            follow_up: {model: up/judge, band: 0.5}
          limits: {key: {requests: 10000}}
          responses: {history_items: 100}
          """);

  private static final String NOTES = "Facts: they spoke of rivers.";
  private static final String LONG = "It is a long river. ".repeat(10);
  private static final List<JsonNode> HEARD = new CopyOnWriteArrayList<>();

  @BeforeEach
  void answer() {
    RIG.upstream().playAlways(model());
    HEARD.clear();
  }

  /** Answers at some length, and sums up. */
  private static Script model() {
    return turn -> {
      var asked = Json.tree(turn.heard().body());
      assertThat(asked.has("follow_up")).isFalse();
      boolean sums = asked.path("model").asString().equals("s");
      if (!sums) {
        HEARD.add(asked.path(asked.has("input") ? "input" : "messages"));
      }
      if (turn.heard().target().endsWith("/responses")) {
        turn.json(200, response());
      } else {
        boolean judges = asked.path("model").asString().equals("judge");
        turn.json(
            200, Chat.whole(judges ? "**new_topic**, as it is complete." : sums ? NOTES : LONG));
      }
    };
  }

  private static String response() {
    return """
    {"id":"resp_1","object":"response","status":"completed","model":"m","output":[\
    {"id":"msg_1","type":"message","role":"assistant","status":"completed","content":[\
    {"type":"output_text","text":"%s","annotations":[]}]}],\
    "usage":{"input_tokens":9,"output_tokens":2,"total_tokens":11}}\
    """
        .formatted(LONG);
  }

  private static ReceivedRequest call(String method, String path, String body, String... headers)
      throws IOException {
    try (var client = RIG.tutti().client()) {
      var length = body.getBytes(StandardCharsets.UTF_8).length;
      client.send(
          client.head(method, path, headers) + "content-length: " + length + "\r\n\r\n" + body);
      return client.answer();
    }
  }

  private static ReceivedRequest respond(String body) throws IOException {
    var heard = call("POST", "/v1/responses", body.replace('\'', '"'));
    assertThat(heard.status()).as(heard.body()).isEqualTo(200);
    return heard;
  }

  private static void begin(String id, String more) throws IOException {
    var begun = call("POST", "/v1/sessions", "{\"id\":\"%s\"%s}".formatted(id, more));
    assertThat(begun.status()).as(begun.body()).isEqualTo(200);
  }

  private static ReceivedRequest inConversation(String id, int turns, String more)
      throws IOException {
    var body = "{'model':'up/m','conversation':'%s','input':'and number %d?'%s}";
    var last = respond(body.formatted(id, 0, more));
    for (int turn = 1; turn < turns; turn++) {
      last = respond(body.formatted(id, turn, more));
    }
    return last;
  }

  private static ReceivedRequest following(int turns, String more) throws IOException {
    var last = respond("{'model':'up/m','input':'and number 0?'}");
    for (int turn = 1; turn < turns; turn++) {
      last =
          respond(
              "{'model':'up/m','previous_response_id':'%s','input':'and number %d?'%s}"
                  .formatted(Json.tree(last.body()).path("id").asString(), turn, more));
    }
    return last;
  }

  private static JsonNode recorded(ReceivedRequest heard) {
    var path = "/admin/calls/" + heard.header("x-tutti-request-id");
    Patience.until(() -> Json.tree(RIG.tutti().get(path)).has("decision"), path);
    return Json.tree(RIG.tutti().get(path));
  }

  private static List<String> steps(JsonNode call) {
    return call.path("decision").valueStream().map(each -> each.path("step").asString("")).toList();
  }

  private static JsonNode step(JsonNode call, String name) {
    return call.path("decision")
        .valueStream()
        .filter(each -> each.path("step").asString("").equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void what_a_model_has_decided_is_kept_with_what_it_was_asked_about() throws Exception {
    begin("judged", ",\"context\":{\"strategy\":\"auto\"}");
    var body = "{'model':'up/m','conversation':'judged','truncation':'auto','input':'%s'}";
    respond(body.formatted("Where does the river Rhine begin, and how long is it?"));
    var last = respond(body.formatted("Which towns does the traveller see on the way?"));
    assertThat(step(recorded(last), "follow_up").path("layer").asString()).isEqualTo("model");
    var kept = dependences("judged");
    assertThat(kept.remove(2)).isIn("unsure", "independent");
    assertThat(kept).containsExactly("", "", "");
  }

  @Test
  void a_caller_may_say_whether_it_goes_on_with_what_was_said() throws Exception {
    begin("said", ",\"context\":{\"strategy\":\"auto\"}");
    var body = "{'model':'up/m','conversation':'said','input':'%s','follow_up':'%s'}";
    respond(body.formatted("Where does the Rhine begin?", "auto"));
    var anew = respond(body.formatted("And where does it end?", "no"));
    assertThat(HEARD.getLast()).hasSize(1);
    assertThat(step(recorded(anew), "follow_up").path("layer").asString()).isEqualTo("caller");
    respond(body.formatted("What is the capital of France, and how many live there?", "yes"));
    assertThat(HEARD.getLast().size()).isGreaterThan(1);
    assertThat(dependences("said")).containsExactly("", "", "no", "", "yes", "");
    var wrong =
        call("POST", "/v1/responses", "{\"model\":\"up/m\",\"input\":\"x\",\"follow_up\":3}");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.body()).contains("follow_up: 3 (expected: auto, yes or no)");
  }

  @Test
  void of_a_long_conversation_a_view_reads_the_latest_messages() throws Exception {
    var lines = new StringJoiner(",", "[", "]");
    for (int at = 0; at < 1_000; at++) {
      var role = at % 2 == 0 ? "user" : "assistant";
      lines.add("{\"role\":\"%s\",\"content\":\"%s\"}".formatted(role, "word ".repeat(200)));
    }
    var body = "{\"id\":\"long\",\"messages\":" + lines + "}";
    assertThat(call("POST", "/v1/sessions/import", body).status()).isEqualTo(200);
    var whole = "{\"model\":\"up/m\",\"conversation\":\"long\",\"input\":\"And?\"}";
    var refused = call("POST", "/v1/responses", whole);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body()).contains("has 1000 items");
    var asked = "{'model':'up/m','conversation':'long','input':'And?','truncation':'auto'}";
    var view = step(recorded(respond(asked)), "view");
    assertThat(view.path("kept").asInt() + view.path("dropped").asInt()).isEqualTo(1_001);
    assertThat(view.path("tokens_full").asLong()).isGreaterThan(100_000);
    assertThat(HEARD.getLast()).hasSize(view.path("kept").asInt());
  }

  /** What is kept in the order of the session's rows. */
  private static List<String> dependences(String session) {
    try (var store = Store.attach(StoreSettings.in(RIG.tutti().data()))) {
      return Store.await(store.read(handle -> MessageTable.all(handle, "", session, _ -> {})))
          .stream()
          .map(MessageRow::dependence)
          .collect(Collectors.toCollection(ArrayList::new));
    }
  }

  @Test
  void all_of_a_conversation_is_sent_unless_somebody_allows_a_view() throws Exception {
    begin("whole", "");
    var last = inConversation("whole", 8, "");
    assertThat(HEARD.getLast()).hasSize(15);
    var call = recorded(last);
    assertThat(steps(call))
        .containsExactly("turn", "follow_up", "view", "limits", "choice", "kept", "settled");
    assertThat(step(call, "turn").path("session").asString()).isEqualTo("whole");
    var view = step(call, "view");
    assertThat(view.path("strategy").asString()).isEqualTo("full");
    assertThat(view.path("loss").asString()).isEqualTo("exact");
    assertThat(view.path("kept").asInt()).isEqualTo(15);
    assertThat(step(call, "kept").path("response")).isEqualTo(Json.tree(last.body()).path("id"));
    assertThat(call.path("decision").toString()).doesNotContain("number").doesNotContain("river");
  }

  @Test
  void a_conversation_that_says_how_views_are_made_has_them() throws Exception {
    begin("tour", ",\"context\":{\"strategy\":\"window\"},\"system\":\"Speak of rivers.\"");
    var view = step(recorded(inConversation("tour", 8, "")), "view");
    assertThat(view.path("strategy").asString()).isEqualTo("window");
    assertThat(view.path("dropped").asInt()).isPositive();
    assertThat(view.path("tokens").asLong()).isLessThan(300);
    assertThat(HEARD.getLast().path(0).path("content").asString()).isEqualTo("Speak of rivers.");
    assertThat(HEARD.getLast()).hasSize(view.path("kept").asInt() + 1);
    var items = Json.tree(RIG.tutti().get("/v1/conversations/tour/items?limit=100"));
    assertThat(items.path("data")).as("the history itself stays as it is").hasSize(16);
    Patience.until(() -> saved("tour").path("calls").asInt() == 8, "all calls are noted");
    assertThat(saved("tour").path("tokens_saved").asLong()).isPositive();
  }

  private static JsonNode saved(String session) {
    return Json.tree(RIG.tutti().get("/admin/reports/context?by=session"))
        .path("data")
        .valueStream()
        .filter(each -> each.path("session").asString("").equals(session))
        .findFirst()
        .orElseGet(Json::object);
  }

  @Test
  void a_caller_may_refuse_the_view_of_a_conversation_that_has_them() throws Exception {
    begin("strict", ",\"context\":{\"strategy\":\"window\"}");
    inConversation("strict", 8, ",'truncation':'disabled'");
    assertThat(HEARD.getLast()).hasSize(15);
  }

  @Test
  void what_follows_a_response_is_sent_all_before_it_unless_its_caller_allows_less()
      throws Exception {
    var last = following(8, "");
    assertThat(HEARD.getLast()).hasSize(15);
    var call = recorded(last);
    assertThat(steps(call))
        .containsExactly("follow_up", "view", "limits", "choice", "kept", "settled");
    assertThat(call.path("session").asString()).startsWith("sess_");
    HEARD.clear();
    following(8, ",'truncation':'auto'");
    assertThat(HEARD.getLast().size()).isLessThan(13);
    assertThat(HEARD.getLast().path(HEARD.getLast().size() - 1).path("content").asString())
        .isEqualTo("and number 7?");
  }

  @Test
  void an_upstream_of_the_same_api_is_sent_the_items_of_the_view() throws Exception {
    begin("items", ",\"context\":{\"strategy\":\"window\"}");
    for (int turn = 0; turn < 8; turn++) {
      respond(
          "{'model':'open/m','conversation':'items','instructions':'Be brief.','input':'and number %d?'}"
              .formatted(turn));
    }
    var sent = HEARD.getLast();
    assertThat(sent.size()).isBetween(3, 13);
    assertThat(sent.path(0).path("role").asString()).isEqualTo("user");
    assertThat(sent.path(1).at("/content/0/text").asString()).isEqualTo(LONG);
    assertThat(sent.path(sent.size() - 1).path("content").asString()).isEqualTo("and number 7?");
  }

  @Test
  void a_summary_stands_for_what_is_left_out_until_one_of_its_items_is_deleted() throws Exception {
    begin("sum", ",\"context\":{\"strategy\":\"summary\"}");
    inConversation("sum", 6, "");
    Patience.until(() -> view("sum").path("summarised").asInt() > 0, "the summary is there");
    inConversation("sum", 1, "");
    assertThat(HEARD.getLast().path(0).path("content").asString()).isEqualTo(NOTES);
    var first = view("sum").at("/summarised_ids/0").asString();
    assertThat(call("DELETE", "/v1/conversations/sum/items/" + first, "").status()).isEqualTo(200);
    assertThat(view("sum").path("summarised").asInt()).isZero();
    assertThat(view("sum").path("messages").toString()).doesNotContain(NOTES);
  }

  private static JsonNode view(String id) {
    return Json.tree(RIG.tutti().get("/v1/sessions/" + id + "/view"));
  }

  private static String follow(String id, int turns) throws IOException {
    var last = id;
    for (int turn = 0; turn < turns; turn++) {
      var next =
          respond(
              "{'model':'up/m','previous_response_id':'%s','input':'more %d?'}"
                  .formatted(last, turn));
      last = Json.tree(next.body()).path("id").asString();
    }
    return last;
  }

  @Test
  void a_branch_is_not_told_of_another_branch_by_a_summary() throws Exception {
    var begun = respond("{'model':'up/m','input':'and number 0?'}");
    var session = "/v1/sessions/" + recorded(begun).path("session").asString();
    assertThat(call("PATCH", session, "{\"context\":{\"strategy\":\"summary\"}}").status())
        .isEqualTo(200);
    var root = Json.tree(begun.body()).path("id").asString();
    var tip = follow(root, 6);
    Patience.until(
        () -> Json.tree(RIG.tutti().get(session + "/view")).path("summarised").asInt() > 0,
        "the summary of the only line is there");
    follow(tip, 1);
    assertThat(HEARD.getLast().path(0).path("content").asString()).isEqualTo(NOTES);
    follow(root, 1);
    assertThat(HEARD.getLast().toString()).doesNotContain(NOTES);
    assertThat(HEARD.getLast()).hasSize(3);
  }

  @Test
  void counting_tokens_takes_no_turn_in_the_conversation() throws Exception {
    begin("count", "");
    inConversation("count", 1, "");
    var asked = "{\"model\":\"up/m\",\"conversation\":\"count\",\"input\":\"and?\"}";
    var counted = call("POST", "/v1/responses/input_tokens", asked);
    assertThat(counted.status()).as(counted.body()).isEqualTo(200);
    assertThat(Json.tree(counted.body()).path("input_tokens").asInt()).isGreaterThan(40);
    inConversation("count", 1, ",'metadata':{'after':'the count'}");
    assertThat(HEARD.getLast()).hasSize(3);
  }

  @Test
  void a_conversation_of_an_end_user_is_there_for_no_other_one() throws Exception {
    begin("annas", ",\"user\":\"anna\"");
    inConversation("annas", 1, "");
    var said =
        Json.tree(RIG.tutti().get("/v1/conversations/annas/items")).at("/data/0/id").asString();
    var bob = "x-tutti-user: bob";
    for (var path : List.of("", "/items", "/items/" + said)) {
      assertThat(call("GET", "/v1/conversations/annas" + path, "", bob).status()).isEqualTo(404);
    }
    assertGone("/v1/conversations/annas", "{\"metadata\":{}}", bob);
    assertGone("/v1/conversations/annas/items", "{\"items\":[]}", bob);
    assertGone(
        "/v1/responses", "{\"model\":\"up/m\",\"conversation\":\"annas\",\"input\":\"x\"}", bob);
    assertGone(
        "/v1/responses",
        "{\"model\":\"up/m\",\"input\":[{\"type\":\"item_reference\",\"id\":\"" + said + "\"}]}",
        bob);
    assertThat(call("DELETE", "/v1/conversations/annas/items/" + said, "", bob).status())
        .isEqualTo(404);
    assertThat(call("DELETE", "/v1/conversations/annas", "", bob).status()).isEqualTo(404);
    assertThat(call("GET", "/v1/conversations/annas", "", "x-tutti-user: anna").status())
        .isEqualTo(200);
  }

  private static void assertGone(String path, String body, String user) throws IOException {
    var heard = call("POST", path, body, user);
    assertThat(heard.status()).as(heard.body()).isEqualTo(404);
  }

  @Test
  void a_response_to_an_end_user_is_followed_by_no_other_one() throws Exception {
    var first =
        call(
            "POST",
            "/v1/responses",
            "{\"model\":\"up/m\",\"input\":\"I am Anna.\"}",
            "x-tutti-user: anna");
    var id = Json.tree(first.body()).path("id").asString();
    var bob = "x-tutti-user: bob";
    assertGone(
        "/v1/responses",
        "{\"model\":\"up/m\",\"previous_response_id\":\"" + id + "\",\"input\":\"x\"}",
        bob);
    assertThat(call("GET", "/v1/responses/" + id, "", bob).status()).isEqualTo(404);
    assertThat(call("GET", "/v1/responses/" + id + "/input_items", "", bob).status())
        .isEqualTo(404);
    assertThat(call("DELETE", "/v1/responses/" + id, "", bob).status()).isEqualTo(404);
    assertThat(call("GET", "/v1/responses/" + id, "", "x-tutti-user: anna").status())
        .isEqualTo(200);
  }
}
