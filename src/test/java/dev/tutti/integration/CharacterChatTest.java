package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Gate;
import dev.tutti.testing.ModelScripts;
import dev.tutti.testing.Patience;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingAdmin;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Chats with characters over sessions. */
class CharacterChatTest {
  private static final String MEMORY = "conversation: {memory: {chats: true}}\n";

  @RegisterExtension
  static final Rig rig =
      Rig.of(CooperationExamples.YAML + "characters: {chat_model: qwen3_8b}\n" + MEMORY);

  private static final String CARD =
      """
      {"spec":"chara_card_v2","spec_version":"2.0","data":{"name":"奈良","first_mes":"你好，{{user}}。",
       "description":"{{char}} flies mail for {{user}}.","alternate_greetings":["嗨！"]}}
      """;
  private static final String PATH = "/v1/chat/%E5%A5%88%E8%89%AF/";

  private static TestingAdmin caller;
  private static String id;
  private final ModelScripts scripts = new ModelScripts();
  private final AtomicInteger answers = new AtomicInteger();

  @BeforeAll
  static void bring() {
    caller = new TestingAdmin(rig.tutti().url(), "");
    id = caller.post("/v1/characters/import", CARD).json().at("/character/id").asString();
  }

  @AfterAll
  static void leave() {
    caller.close();
  }

  @BeforeEach
  void play() {
    rig.upstream().playAlways(scripts);
    scripts.says("qwen3-8b", _ -> "答" + answers.incrementAndGet());
    scripts.says("qwen3-32b", "32");
  }

  private static JsonNode post(String body) {
    var answer = caller.post(PATH + "messages", body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private static JsonNode postIn(JsonNode answer, String members) {
    return post("{\"session_id\":%s,%s}".formatted(answer.path("session_id"), members));
  }

  private String told() {
    return scripts.asked().getLast().path("messages").toString();
  }

  @Test
  void the_example_of_the_requirement_works_as_it_stands() {
    for (var root : List.of("/v1/chat/", "/api/chat/")) {
      var answer = caller.post(root + "%E5%A5%88%E8%89%AF/messages", "{\"content\": \"你好\"}");
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      assertThat(answer.json().path("reply").asString()).startsWith("答");
      assertThat(answer.json().path("session_id").asString()).isNotBlank();
      assertThat(answer.json().at("/usage/total_tokens").asInt()).isPositive();
      assertThat(answer.json().at("/character/id").asString()).isEqualTo(id);
    }
  }

  @Test
  void a_conversation_goes_on_in_its_session_and_is_one_as_any_other() {
    var first = post("{\"content\":\"我叫什么\",\"user\":\"Kim\"}");
    var second = postIn(first, "\"content\":\"然后呢\"");
    assertThat(told()).contains("奈良 flies mail for Kim.", "我叫什么", "答1", "然后呢");
    var session = "/v1/sessions/" + first.path("session_id").asString();
    assertThat(caller.get(session).json().at("/metadata/character").asString()).isEqualTo(id);
    var messages = caller.get(session + "/messages").json().path("data");
    assertThat(messages.size()).isEqualTo(4);
    assertThat(messages.at("/3/id")).isEqualTo(second.path("reply_id"));
    var plain = caller.post(session + "/messages", "{\"content\":\"还有呢\"}");
    assertThat(plain.status()).as(plain.text()).isEqualTo(200);
    assertThat(told()).contains("flies mail", "答2", "还有呢");
  }

  @Test
  void a_model_that_is_named_plays_and_stays() {
    var first =
        post(
            "{\"content\":\"Hi\",\"model\":\"qwen3_32b\",\"user\":\"Ann\",\"user_name\":\"Annie\"}");
    assertThat(first.path("reply").asString()).isEqualTo("32");
    assertThat(postIn(first, "\"content\":\"Hi\"").path("reply").asString()).isEqualTo("32");
    assertThat(told()).contains("flies mail for Annie").doesNotContain("user_name");
  }

  @Test
  void a_conversation_may_begin_with_a_greeting() {
    var greeted = post("{\"greeting\":0,\"user\":\"Kim\"}");
    assertThat(greeted.path("reply").asString()).isEqualTo("你好，Kim。");
    assertThat(scripts.asked()).isEmpty();
    postIn(greeted, "\"content\":\"谢谢\"");
    assertThat(told()).contains("你好，Kim。", "谢谢");
    assertThat(post("{\"greeting\":1,\"content\":\"Hi\"}").path("reply").asString())
        .isEqualTo("答2");
    assertThat(told()).contains("嗨！");
    var wrong = caller.post(PATH + "messages", "{\"greeting\":2}");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.text()).contains("it has 2");
    var late = "{\"greeting\":0,\"session_id\":%s}".formatted(greeted.path("session_id"));
    assertThat(caller.post(PATH + "messages", late).status()).isEqualTo(400);
  }

  @Test
  void an_answer_is_made_anew_and_any_of_its_variants_gone_on_from() {
    var first = post("{\"content\":\"Hi\"}");
    var second = postIn(first, "\"regenerate\":true");
    assertThat(second.path("variant").asInt()).isEqualTo(2);
    assertThat(told()).contains("Hi").doesNotContain("答1");
    var third = postIn(first, "\"regenerate\":true");
    assertThat(third.path("variant").asInt()).isEqualTo(3);
    postIn(first, "\"content\":\"A\",\"variant\":" + second.path("reply_id"));
    assertThat(told()).contains("答2").doesNotContain("答1", "答3");
    postIn(first, "\"content\":\"B\"");
    assertThat(told()).contains("答2", "答4").doesNotContain("答1", "答3");
    var session = "/v1/sessions/" + first.path("session_id").asString() + "/messages";
    assertThat(caller.get(session).json().path("data").size()).isEqualTo(8);
    var wrong =
        caller.post(
            PATH + "messages",
            "{\"session_id\":%s,\"content\":\"C\",\"variant\":%s}"
                .formatted(first.path("session_id"), third.path("reply_id")));
    assertThat(wrong.status()).as(wrong.text()).isEqualTo(400);
    assertThat(caller.get(session).json().path("data").size()).isEqualTo(8);
  }

  @Test
  void nothing_is_made_anew_before_there_is_an_answer() {
    var greeted = post("{\"greeting\":0}");
    var body = "{\"regenerate\":true,\"session_id\":%s}".formatted(greeted.path("session_id"));
    var wrong = caller.post(PATH + "messages", body);
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.text()).contains("does not end with an answer");
  }

  @Test
  void a_session_is_one_characters_alone() {
    var first = post("{\"content\":\"Hi\",\"session_id\":\"mine\",\"user\":\"Kim\"}");
    assertThat(first.path("session_id").asString()).isEqualTo("mine");
    var other = caller.post("/v1/characters/import", CARD.replace("奈良", "Bo"));
    assertThat(other.status()).isEqualTo(200);
    var body = "{\"content\":\"Hi\",\"session_id\":\"mine\"}";
    assertThat(caller.post("/v1/chat/Bo/messages", body).status()).isEqualTo(409);
    var stranger = body.replace("}", ",\"user\":\"Eve\"}");
    assertThat(caller.post(PATH + "messages", stranger).status()).isEqualTo(404);
  }

  @Test
  void posts_at_once_to_one_session_are_answered_one_after_another() {
    var posts =
        IntStream.range(0, 10)
            .mapToObj(i -> "{\"content\":\"m%d\",\"session_id\":\"busy\"}".formatted(i))
            .map(body -> CompletableFuture.supplyAsync(() -> post(body), each()))
            .toList();
    var replies = posts.stream().map(each -> each.join().path("reply_id")).toList();
    assertThat(replies).doesNotHaveDuplicates();
    var messages = caller.get("/v1/sessions/busy/messages").json().path("data");
    assertThat(messages.size()).isEqualTo(20);
    for (int i = 0; i < 20; i++) {
      assertThat(messages.path(i).path("role").asString())
          .isEqualTo(i % 2 == 0 ? "user" : "assistant");
    }
  }

  @Test
  void ten_users_at_once_do_not_wait_for_each_other() {
    var all = new CountDownLatch(10);
    scripts.on(
        "qwen3-8b",
        turn -> {
          all.countDown();
          boolean together = all.await(20, TimeUnit.SECONDS);
          Chat.answers(together ? "together" : "alone").play(turn);
        });
    var replies =
        IntStream.range(0, 10)
            .mapToObj(i -> "{\"content\":\"Hi\",\"user\":\"u%d\"}".formatted(i))
            .map(body -> CompletableFuture.supplyAsync(() -> post(body), each()))
            .toList();
    for (var reply : replies) {
      assertThat(reply.join().path("reply").asString()).isEqualTo("together");
    }
  }

  @Test
  void posts_that_wait_go_on_in_a_session_whose_first_post_fails() {
    var gate = new Gate();
    scripts.on(
        "qwen3-8b",
        turn -> {
          if (ModelScripts.prompt(Json.tree(turn.heard().body())).equals("bad")) {
            turn.await(gate).json(500, "{\"error\":{\"message\":\"broken\"}}");
          } else {
            Chat.answers("Fine").play(turn);
          }
        });
    var first = CompletableFuture.supplyAsync(() -> status("bad"), each());
    Patience.until(() -> !scripts.asked().isEmpty(), "the first one is asked");
    var others =
        IntStream.range(0, 5)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> status("m" + i), each()))
            .toList();
    gate.open();
    assertThat(first.join()).isGreaterThanOrEqualTo(500);
    assertThat(others).allMatch(each -> each.join() == 200);
    assertThat(caller.get("/v1/sessions/shaky/messages").json().path("data").size()).isEqualTo(10);
    assertThat(caller.get("/v1/sessions/shaky").json().at("/metadata/character").asString())
        .isEqualTo(id);
  }

  private static int status(String content) {
    var body = "{\"content\":\"%s\",\"session_id\":\"shaky\"}".formatted(content);
    return caller.post(PATH + "messages", body).status();
  }

  private static Executor each() {
    return Thread::startVirtualThread;
  }

  @Test
  void an_answer_streams_and_ends_with_all_of_it() {
    var answer = caller.post(PATH + "stream", "{\"content\":\"Hi\"}");
    assertThat(answer.text()).contains("event: text\n", "event: result\n");
    var end = answer.text().substring(answer.text().indexOf("event: result\ndata: ") + 20);
    assertThat(Json.tree(end.strip()).path("reply").asString()).isEqualTo("答1");
  }

  @Test
  void a_character_says_nothing_for_the_user() {
    for (var said : List.of("奈良：飞。\r\nKim: No!\n奈良: Ha", "飞。\n\n**Kim**：好\nALIEN")) {
      scripts.says("qwen3-8b", said);
      var answer = post("{\"content\":\"Hi\",\"user\":\"Kim\"}");
      assertThat(answer.path("reply").asString()).isEqualTo("飞。");
      var stream = caller.post(PATH + "stream", "{\"content\":\"Hi\",\"user\":\"Kim\"}").text();
      assertThat(stream).contains("飞。").doesNotContain("Kim", "No!", "好", "ALIEN");
      var session = "/v1/sessions/" + answer.path("session_id").asString() + "/messages";
      assertThat(caller.get(session).json().at("/data/1/content").asString()).isEqualTo("飞。");
    }
    var kept = "I told Kim: go.\nKimber: no member\nBo: also mine";
    scripts.says("qwen3-8b", kept);
    assertThat(post("{\"content\":\"Hi\",\"user\":\"Kim\"}").path("reply").asString())
        .isEqualTo(kept);
  }

  @Test
  void a_model_that_goes_on_for_the_user_is_not_waited_for() {
    scripts.on(
        "qwen3-8b", turn -> turn.stream().event(Chat.role()).event(Chat.text("飞。\nKim: ")).stall());
    var answer = caller.post(PATH + "stream", "{\"content\":\"Hi\",\"user\":\"Kim\"}").text();
    var end = answer.substring(answer.indexOf("event: result\ndata: ") + 20);
    assertThat(Json.tree(end.strip()).path("reply").asString()).isEqualTo("飞。");
    assertThat(Json.tree(end.strip()).at("/usage/total_tokens").asInt()).isPositive();
  }

  @Test
  void a_session_is_gone_when_the_failure_in_its_first_answer_is_told() throws Exception {
    scripts.on("qwen3-8b", turn -> turn.stream().event(Chat.role()).event(Chat.text("飞")).close());
    try (var client = rig.tutti().client()) {
      client.post(PATH + "stream", "{\"content\":\"Hi\",\"session_id\":\"broken\"}").head();
      assertThat(client.events().getLast()).contains("event: error", "truncated");
    }
    assertThat(caller.get("/v1/sessions/broken").status()).isEqualTo(404);
  }

  @Test
  void an_answer_in_json_is_left_as_it_is() {
    scripts.says("qwen3-8b", "{\n\"Kim\": \"a name\"\n}");
    var body =
        "{\"content\":\"Hi\",\"user\":\"Kim\",\"response_format\":{\"type\":\"json_object\"}}";
    assertThat(post(body).path("reply").asString()).contains("a name");
  }

  @Test
  void a_character_remembers_what_was_said_to_it_and_not_to_another() {
    var fact = "{\"user\":\"Lee\",\"text\":\"%s\",\"metadata\":%s}";
    for (var each :
        List.of(
            fact.formatted("Likes tea", "{}"),
            fact.formatted("Likes tea", "{\"character\":\"char_other\"}"),
            fact.formatted("Fears the sea", "{\"character\":\"" + id + "\"}"),
            fact.formatted("Hates Bo", "{\"character\":\"char_other\"}"))) {
      assertThat(caller.post("/v1/memories", each).status()).isEqualTo(200);
    }
    post("{\"content\":\"Hi\",\"user\":\"Lee\"}");
    assertThat(told()).contains("Likes tea", "Fears the sea").doesNotContain("Hates Bo");
    assertThat(caller.post("/v1/sessions", "{\"id\":\"plain\",\"user\":\"Lee\"}").status())
        .isEqualTo(200);
    var plain = "{\"model\":\"qwen3_8b\",\"content\":\"Hi\"}";
    assertThat(caller.post("/v1/sessions/plain/messages", plain).status()).isEqualTo(200);
    assertThat(told()).contains("Likes tea").doesNotContain("Fears the sea");
  }

  @Test
  void what_fails_is_told_as_one_text_to_applications_and_leaves_no_session() {
    scripts.on("qwen3-8b", turn -> turn.json(500, "{\"error\":{\"message\":\"broken\"}}"));
    int before = caller.get("/v1/sessions?limit=100").json().path("data").size();
    var answer = caller.post("/api/chat/" + id + "/messages", "{\"content\":\"Hi\"}");
    assertThat(answer.status()).isGreaterThanOrEqualTo(500);
    assertThat(answer.json().path("error").asString()).startsWith("LLM调用失败: ");
    assertThat(caller.get("/v1/sessions?limit=100").json().path("data").size()).isEqualTo(before);
    for (var named :
        List.of(
            "{\"content\":\"Hi\",\"session_id\":\"first\"}",
            "{\"content\":\"Hi\",\"session_id\":\"first\",\"greeting\":0,\"stream\":true}")) {
      assertThat(caller.post(PATH + "messages", named).status()).isGreaterThanOrEqualTo(500);
      assertThat(caller.get("/v1/sessions/first").status()).isEqualTo(404);
    }
    var missing = caller.post("/api/chat/Nobody/messages", "no JSON");
    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.json().path("error").asString()).contains("Nobody").doesNotContain("LLM");
  }
}
