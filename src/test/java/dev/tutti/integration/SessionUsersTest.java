package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.Chat;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingAdmin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions of end users, who are named in a header or in the body, and what imports keep. */
class SessionUsersTest {
  @RegisterExtension static final Rig RIG = Rig.of(Rig.PLAIN);

  private static TestingAdmin app;

  @BeforeAll
  static void connect() {
    app = new TestingAdmin(RIG.tutti().url(), "");
  }

  @AfterAll
  static void leave() {
    app.close();
  }

  @BeforeEach
  void answer() {
    RIG.upstream().playAlways(Chat.answers("Hi"));
  }

  private static TestingAdmin.Response chat(String user, String session) {
    return app.ask(
        "POST",
        "/v1/chat/completions",
        """
        {"model":"up/m","user":"%s","messages":[{"role":"user","content":"Hello"}]}\
        """
            .formatted(user),
        "x-tutti-history",
        "server",
        "x-tutti-session",
        session);
  }

  @Test
  void a_chat_goes_on_in_a_session_of_the_end_user_whom_its_body_names() {
    assertThat(chat("anna", "hers").status()).isEqualTo(200);
    assertThat(app.get("/v1/sessions/hers").json().path("user").asString()).isEqualTo("anna");
    assertThat(chat("bob", "hers").status()).isEqualTo(404);
    assertThat(chat("anna", "hers").status()).isEqualTo(200);
    assertThat(app.get("/v1/sessions/hers/messages").json().path("data")).hasSize(4);
  }

  @Test
  void a_post_to_a_session_of_another_end_user_is_refused_whoever_names_one() {
    app.post("/v1/sessions", "{\"id\":\"annas\",\"user\":\"anna\",\"model\":\"up/m\"}");
    var path = "/v1/sessions/annas/messages";
    assertThat(app.post(path, "{\"content\":\"Hi\",\"user\":\"bob\"}").status()).isEqualTo(404);
    assertThat(app.ask("POST", path, "{\"content\":\"Hi\"}", "x-tutti-user", "bob").status())
        .isEqualTo(404);
    assertThat(app.post(path, "{\"content\":\"Hi\",\"user\":\"anna\"}").status()).isEqualTo(200);
    assertThat(app.post(path, "{\"content\":\"Hi\"}").status()).isEqualTo(200);
    assertThat(app.get(path).json().path("data")).hasSize(4);
  }

  @Test
  void what_is_pinned_is_pinned_after_an_import() {
    var lines =
        """
        {"id":"taken","messages":[{"id":"a","role":"user","content":"One","pinned":true},
         {"id":"b","role":"assistant","content":"Two"}]}\
        """;
    assertThat(app.post("/v1/sessions/import", lines).status()).isEqualTo(200);
    var taken = app.get("/v1/sessions/taken/messages").json().path("data");
    assertThat(taken.at("/0/pinned").asBoolean(false)).isTrue();
    assertThat(taken.at("/1/pinned").asBoolean(true)).isFalse();
    var wrong = "{\"messages\":[{\"role\":\"user\",\"content\":\"One\",\"pinned\":\"yes\"}]}";
    assertThat(app.post("/v1/sessions/import", wrong).message())
        .contains("messages[0].pinned", "expected: true or false");
  }

  @Test
  void an_import_has_what_the_export_says_of_the_session_unless_it_is_said_otherwise() {
    app.post(
        "/v1/sessions",
        """
        {"id":"out","title":"A trip","user":"anna","system":"Be brief.","model":"up/m",
         "context":{"budget_tokens":900},"metadata":{"k":"v"}}\
        """);
    app.post("/v1/sessions/out/messages", "{\"content\":\"Hi\"}");
    var lines = app.get("/v1/sessions/out/export").text().lines().toList();
    var body = "{\"title\":\"Another\",\"messages\":[" + String.join(",", lines) + "]}";
    var taken = app.post("/v1/sessions/import", body).json();
    assertThat(taken.path("id").asString()).isNotEqualTo("out");
    assertThat(taken.path("title").asString()).isEqualTo("Another");
    assertThat(taken.path("user").asString()).isEqualTo("anna");
    assertThat(taken.path("system").asString()).isEqualTo("Be brief.");
    assertThat(taken.path("model").asString()).isEqualTo("up/m");
    assertThat(taken.at("/context/budget_tokens").asInt()).isEqualTo(900);
    assertThat(taken.at("/metadata/k").asString()).isEqualTo("v");
  }

  @ParameterizedTest
  @ValueSource(strings = {"+300000000-01-01T00:00:00Z", "-0001-01-01T00:00:00Z", "yesterday"})
  void a_time_that_no_calendar_has_is_refused(String at) {
    var body =
        """
        {"messages":[{"role":"user","content":"One","created_at":"%s"}]}\
        """
            .formatted(at);
    var refused = app.post("/v1/sessions/import", body);
    assertThat(refused.status()).as(refused.text()).isEqualTo(400);
    assertThat(refused.message()).contains("messages[0].created_at");
  }

  @Test
  void a_session_that_a_chat_begins_has_a_name_that_addresses_can_have() {
    assertThat(chat("anna", "a/b").status()).isEqualTo(400);
    assertThat(chat("anna", "import").status()).isEqualTo(400);
    assertThat(chat("anna", "x".repeat(257)).status()).isEqualTo(400);
  }

  @Test
  void a_session_with_a_chinese_name_is_the_same_at_every_door() throws Exception {
    app.post("/v1/sessions", "{\"id\":\"旅行\",\"model\":\"up/m\"}");
    try (var client = RIG.tutti().client()) {
      client.post(
          "/v1/chat/completions",
          Chat.question("up/m"),
          "x-tutti-history: server",
          "x-tutti-session: 旅行");
      assertThat(client.answer().status()).isEqualTo(200);
    }
    var path = "/v1/sessions/%E6%97%85%E8%A1%8C/messages";
    assertThat(app.get(path).json().path("data")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'role':'assistant','content':null,'tool_calls':[1]}",
        "{'role':'assistant','content':null,'tool_calls':{'a':1}}",
        "{'role':'assistant','content':'x','tool_calls':[{'id':5,'function':{'name':'f'}}]}",
        "{'role':'assistant','content':'x','tool_calls':[{'id':'c','function':'f'}]}",
        "{'role':'tool','content':'x'}"
      })
  void a_call_or_result_that_no_model_could_be_told_is_refused_at_the_import(String message) {
    var body = "{\"messages\":[" + message.replace('\'', '"') + "]}";
    var refused = app.post("/v1/sessions/import", body);
    assertThat(refused.status()).as(refused.text()).isEqualTo(400);
    assertThat(refused.message()).contains("messages[0].tool_call");
  }

  @Test
  void half_a_character_is_no_part_of_a_name() {
    assertThat(app.post("/v1/sessions", "{\"id\":\"a\\ud800\"}").status()).isEqualTo(400);
  }
}
