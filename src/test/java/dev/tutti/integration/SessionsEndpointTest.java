package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Patience;
import dev.tutti.testing.ReceivedRequest;
import dev.tutti.testing.Rig;
import dev.tutti.testing.Script;
import dev.tutti.testing.TestingClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class SessionsEndpointTest {
  @RegisterExtension static final Rig RIG = Rig.of(Rig.PLAIN);

  private static ReceivedRequest call(String method, String path, String body, String... headers)
      throws IOException {
    try (var client = RIG.tutti().client()) {
      if (method.equals("POST")) {
        return client.post(path, body, headers).answer();
      }
      var head = new ArrayList<>(List.of(headers));
      head.add("content-length: " + body.length());
      var request = client.head(method, path, head.toArray(String[]::new)) + "\r\n" + body;
      return client.send(request).answer();
    }
  }

  private static JsonNode json(String method, String path, String body, String... headers)
      throws IOException {
    var answer = call(method, path, body, headers);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return Json.tree(answer.body());
  }

  private static JsonNode get(String path) throws IOException {
    return json("GET", path, "");
  }

  private static String begin(String body) throws IOException {
    return json("POST", "/v1/sessions", body).path("id").asString();
  }

  /** Answers with the number of messages that it was sent, and the last one. */
  private static Script echo() {
    return turn -> {
      var messages = Json.tree(turn.heard().body()).path("messages");
      var last = messages.path(messages.size() - 1).path("content").asString();
      var text = messages.size() + " " + last;
      if (Json.tree(turn.heard().body()).path("stream").asBoolean(false)) {
        Chat.says(text).play(turn);
      } else {
        turn.json(200, Chat.whole(text));
      }
    };
  }

  private static JsonNode post(String session, String content) throws IOException {
    return json(
        "POST",
        "/v1/sessions/" + session + "/messages",
        "{\"content\":\"" + content + "\",\"model\":\"up/m\"}");
  }

  private static List<String> said(String session) throws IOException {
    var all = new ArrayList<String>();
    get("/v1/sessions/" + session + "/messages")
        .path("data")
        .forEach(each -> all.add(each.path("content").asString()));
    return all;
  }

  @Test
  void what_its_calls_used_is_told_to_who_asks() throws Exception {
    RIG.upstream().playAlways(echo());
    var id = begin("{\"context\":{\"strategy\":\"window\",\"budget_tokens\":60}}");
    long left = 0;
    long sent = 0;
    for (int i = 0; i < 4; i++) {
      var reply = post(id, "One two three four five six seven eight nine ten, " + i);
      left += reply.at("/view/tokens_full").asLong() - reply.at("/view/tokens").asLong();
      sent += reply.at("/usage/prompt_tokens").asLong();
    }
    assertThat(left).as("the window leaves something out").isPositive();
    Patience.until(() -> used(id).path("calls").asInt() == 4, "all four are written");
    var used = used(id);
    assertThat(used.path("saved_tokens").asLong()).isEqualTo(left);
    assertThat(used.path("input_tokens").asLong()).isEqualTo(sent);
    assertThat(used.path("output_tokens").asLong()).isPositive();
    assertThat(get("/v1/sessions?usage=true").at("/data/0/usage")).isEqualTo(used);
    assertThat(get("/v1/sessions/" + id).has("usage")).isFalse();
    assertThat(get("/v1/sessions").at("/data/0").has("usage")).isFalse();
  }

  private static JsonNode used(String session) {
    try {
      return get("/v1/sessions/" + session + "?usage=true").path("usage");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_post_is_answered_with_the_history_before_it() throws Exception {
    RIG.upstream().playAlways(echo());
    var id = begin("{\"title\":\"T\",\"system\":\"Be brief.\",\"metadata\":{\"k\":1}}");
    var first = post(id, "One");
    assertThat(first.at("/message/role").asString()).isEqualTo("user");
    assertThat(first.at("/message/content").asString()).isEqualTo("One");
    assertThat(first.at("/reply/content").asString()).isEqualTo("2 One");
    assertThat(first.at("/usage/total_tokens").asInt()).isPositive();
    assertThat(first.at("/view/kept").asInt()).isEqualTo(1);
    var second = post(id, "Two");
    assertThat(second.at("/reply/content").asString()).isEqualTo("4 Two");
    assertThat(said(id)).containsExactly("One", "2 One", "Two", "4 Two");
    var messages =
        get("/v1/sessions/" + id + "/messages?limit=1&after=" + first.at("/message/id").asString());
    assertThat(messages.at("/data/0/id")).isEqualTo(first.at("/reply/id"));
    assertThat(messages.path("has_more").asBoolean()).isTrue();
    assertThat(get("/v1/sessions").at("/data/0/id").asString()).isEqualTo(id);
    var view = get("/v1/sessions/" + id + "/view?model=up/m");
    assertThat(view.path("messages").size()).isEqualTo(5);
  }

  @Test
  void a_stream_ends_with_what_is_kept() throws Exception {
    RIG.upstream().playAlways(echo());
    var id = begin("{\"model\":\"up/m\"}");
    try (var client = RIG.tutti().client()) {
      client
          .post("/v1/sessions/" + id + "/messages", "{\"content\":\"Hi\",\"stream\":true}")
          .head();
      var events = client.events();
      assertThat(events.getFirst()).startsWith("event: text\ndata: {\"text\":\"1 Hi\"}");
      assertThat(events.getLast()).startsWith("event: result\ndata: {\"session\":\"" + id);
    }
    assertThat(said(id)).containsExactly("Hi", "1 Hi");
  }

  @Test
  void posts_at_once_have_their_turns_in_their_order() throws Exception {
    RIG.upstream().playAlways(echo());
    var id = begin("{\"model\":\"up/m\"}");
    var clients = new ArrayList<TestingClient>();
    for (int i = 0; i < 50; i++) {
      clients.add(
          RIG.tutti()
              .client()
              .post("/v1/sessions/" + id + "/messages", "{\"content\":\"p" + i + "\"}"));
    }
    for (var client : clients) {
      assertThat(client.answer().status()).isEqualTo(200);
      client.close();
    }
    var all = said(id);
    assertThat(all).hasSize(100);
    for (int i = 0; i < 100; i += 2) {
      assertThat(all.get(i + 1)).isEqualTo(i + 1 + " " + all.get(i));
    }
  }

  /** Were one behind another, the upstream would wait in vain for the last of them. */
  @Test
  void fifty_conversations_do_not_wait_for_each_other() throws Exception {
    var all = new CountDownLatch(50);
    RIG.upstream()
        .playAlways(
            turn -> {
              all.countDown();
              all.await();
              echo().play(turn);
            });
    var clients = new ArrayList<TestingClient>();
    for (int i = 0; i < 50; i++) {
      var id = begin("{\"model\":\"up/m\",\"user\":\"u" + i + "\"}");
      clients.add(
          RIG.tutti().client().post("/v1/sessions/" + id + "/messages", "{\"content\":\"Hi\"}"));
    }
    for (var client : clients) {
      assertThat(client.answer().status()).isEqualTo(200);
      client.close();
    }
  }

  @Test
  void a_caller_who_leaves_loses_neither_message_nor_answer() throws Exception {
    var asked = new CountDownLatch(1);
    var left = new CountDownLatch(1);
    RIG.upstream()
        .playAlways(
            turn -> {
              asked.countDown();
              left.await();
              echo().play(turn);
            });
    var id = begin("{\"model\":\"up/m\"}");
    for (var stream : List.of("false", "true")) {
      try (var client = RIG.tutti().client()) {
        client.post(
            "/v1/sessions/" + id + "/messages", "{\"content\":\"Hi\",\"stream\":" + stream + "}");
        asked.await();
      }
    }
    left.countDown();
    Patience.until(() -> size(id) == 4, "both exchanges are kept");
    RIG.tutti().awaitQuiet(RIG.upstream());
    RIG.upstream().playAlways(echo());
    assertThat(post(id, "More").at("/reply/content").asString()).isEqualTo("5 More");
  }

  private static int size(String id) {
    try {
      return said(id).size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_post_that_fails_leaves_nothing() throws Exception {
    RIG.upstream().playAlways(turn -> turn.json(500, "{\"error\":{\"message\":\"broken\"}}"));
    var id = begin("{\"model\":\"up/m\"}");
    var path = "/v1/sessions/" + id + "/messages";
    assertThat(call("POST", path, "{\"content\":\"Hi\"}").status()).isEqualTo(502);
    assertThat(said(id)).isEmpty();
    assertThat(call("POST", path, "{\"content\":\"\"}").status()).isEqualTo(400);
    assertThat(call("POST", path, "{\"content\":\"Hi\",\"model\":\"no\"}").status()).isEqualTo(404);
    assertThat(call("POST", path, "no json").status()).isEqualTo(400);
    assertThat(call("POST", "/v1/sessions/none/messages", "no json").status()).isEqualTo(404);
    RIG.upstream().playAlways(echo());
    assertThat(post(id, "Hi").at("/reply/content").asString()).isEqualTo("1 Hi");
  }

  @Test
  void a_chat_goes_on_with_the_history_that_the_server_keeps() throws Exception {
    RIG.upstream().playAlways(echo());
    var headers = new String[] {"x-tutti-history: server", "x-tutti-session: chat-1"};
    var body = Chat.question("up/m");
    assertThat(
            json("POST", "/v1/chat/completions", body, headers)
                .at("/choices/0/message/content")
                .asString())
        .isEqualTo("1 Hello");
    assertThat(
            json("POST", "/v1/chat/completions", body, headers)
                .at("/choices/0/message/content")
                .asString())
        .isEqualTo("3 Hello");
    var anthropic =
        "{\"model\":\"up/m\",\"max_tokens\":9,\"system\":\"S\",\"messages\":[{\"role\":\"user\",\"content\":\"Bye\"}]}";
    assertThat(json("POST", "/v1/messages", anthropic, headers).at("/content/0/text").asString())
        .isEqualTo("6 Bye");
    assertThat(post("chat-1", "And").at("/reply/content").asString()).isEqualTo("7 And");
    assertThat(call("POST", "/v1/chat/completions", body, "x-tutti-history: server").status())
        .isEqualTo(400);
  }

  @Test
  void a_conversation_is_a_session() throws Exception {
    RIG.upstream().playAlways(echo());
    var id =
        json("POST", "/v1/conversations", "{\"items\":[{\"role\":\"user\",\"content\":\"A\"}]}")
            .path("id")
            .asString();
    post(id, "B");
    var response =
        json(
            "POST",
            "/v1/responses",
            "{\"model\":\"up/m\",\"input\":\"C\",\"conversation\":\"" + id + "\"}");
    assertThat(response.at("/output/0/content/0/text").asString()).isEqualTo("4 C");
    assertThat(said(id)).containsExactly("A", "B", "2 B", "C", "4 C");
    var items = get("/v1/conversations/" + id + "/items?order=asc").path("data");
    assertThat(items.size()).isEqualTo(5);
    assertThat(items.at("/2/content/0/text").asString()).isEqualTo("2 B");
    var session = begin("{}");
    assertThat(get("/v1/conversations/" + session).path("id").asString()).isEqualTo(session);
  }

  @Test
  void a_session_that_was_exported_can_be_imported() throws Exception {
    RIG.upstream().playAlways(echo());
    var id = begin("{\"title\":\"T\"}");
    post(id, "One");
    var lines = call("GET", "/v1/sessions/" + id + "/export", "").body().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(Json.tree(lines.getFirst()).has("role")).isFalse();
    var body = "{\"id\":\"copy\",\"user\":\"mia\",\"messages\":[" + String.join(",", lines) + "]}";
    assertThat(json("POST", "/v1/sessions/import", body).path("id").asString()).isEqualTo("copy");
    assertThat(said("copy")).isEqualTo(said(id));
    assertThat(call("POST", "/v1/sessions/import", body).status()).isEqualTo(409);
    assertThat(
            call(
                    "POST",
                    "/v1/sessions/import",
                    "{\"messages\":[{\"role\":\"x\",\"content\":\"\"}]}")
                .status())
        .isEqualTo(400);
    assertThat(call("GET", "/v1/sessions/copy", "", "x-tutti-user: bob").status()).isEqualTo(404);
    assertThat(get("/v1/sessions?user=mia").path("data").size()).isEqualTo(1);
  }

  @Test
  void a_session_is_changed_forked_and_erased() throws Exception {
    RIG.upstream().playAlways(echo());
    var id = begin("{\"title\":\"T\",\"context\":{\"budget_tokens\":100,\"strategy\":\"window\"}}");
    var first = post(id, "One");
    post(id, "Two");
    var changed = json("PATCH", "/v1/sessions/" + id, "{\"title\":null,\"model\":\"up/m\"}");
    assertThat(changed.path("title").isNull()).isTrue();
    assertThat(changed.at("/context/budget_tokens").asInt()).isEqualTo(100);
    var at = "{\"at\":\"" + first.at("/reply/id").asString() + "\"}";
    var fork = json("POST", "/v1/sessions/" + id + "/fork", at).path("id").asString();
    assertThat(said(fork)).containsExactly("One", "1 One");
    assertThat(call("POST", "/v1/sessions/" + id + "/fork", "{\"at\":\"no\"}").status())
        .isEqualTo(404);
    var pin = "/v1/sessions/" + id + "/messages/" + first.at("/message/id").asString() + "/pin";
    assertThat(json("POST", pin, "").path("pinned").asBoolean()).isTrue();
    assertThat(call("DELETE", "/v1/sessions/" + id, "").status()).isEqualTo(204);
    assertThat(call("DELETE", "/v1/sessions/" + id, "").status()).isEqualTo(404);
    assertThat(call("GET", "/v1/sessions/" + id + "/messages", "").status()).isEqualTo(404);
    assertThat(said(fork)).hasSize(2);
  }

  @Test
  void a_call_knows_the_message_that_it_answers() throws Exception {
    var session = begin("{}");
    RIG.upstream().playAlways(echo());
    post(session, "one");
    post(session, "two");
    var messages = get("/v1/sessions/" + session + "/messages").path("data");
    Patience.until(() -> calls(session).size() == 2, "both calls are recorded");
    var calls = calls(session);
    assertThat(calls.path(0).path("turn").asString())
        .isEqualTo(messages.path(2).path("id").asString());
    assertThat(calls.path(1).path("turn").asString())
        .isEqualTo(messages.path(0).path("id").asString());
    assertThat(calls.path(0).path("task").asString()).isEmpty();
  }

  private static JsonNode calls(String session) {
    try {
      return get("/admin/calls?filter=session%3D" + session).path("data");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
