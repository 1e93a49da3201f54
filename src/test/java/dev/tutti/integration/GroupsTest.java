package dev.tutti.integration;

import static dev.tutti.integration.GroupExamples.speaker;
import static dev.tutti.integration.GroupExamples.told;
import static java.util.concurrent.CompletableFuture.runAsync;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.ModelScripts;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingAdmin;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** What is said in groups of characters. */
class GroupsTest {
  @RegisterExtension static final Rig rig = Rig.of(GroupExamples.YAML);

  private static final String MODEL = "\"model\":\"qwen3_8b\"";

  private static TestingAdmin caller;
  private static String nara;
  private static String li;
  private static String bo;
  private final ModelScripts scripts = new ModelScripts();

  @BeforeAll
  static void bring() {
    caller = new TestingAdmin(rig.tutti().url(), "");
    nara = GroupExamples.character(caller, "Nara");
    li = GroupExamples.character(caller, "李明");
    bo = GroupExamples.character(caller, "Bo");
  }

  @AfterAll
  static void leave() {
    caller.close();
  }

  @BeforeEach
  void play() {
    rig.upstream().playAlways(scripts);
    scripts.says("qwen3-8b", request -> "I am " + speaker(request) + ".");
    scripts.says("qwen3-32b", request -> "I am the large " + speaker(request) + ".");
  }

  private static String group(String more) {
    return GroupExamples.group(caller, List.of(nara, li, bo), MODEL + "," + more);
  }

  private static JsonNode say(String group, String content, String... more) {
    return GroupExamples.say(caller, group, content, more);
  }

  private static List<String> speakers(JsonNode answer) {
    return answer.path("replies").valueStream().map(each -> each.path("name").asString()).toList();
  }

  private static List<String> history(String group) {
    return GroupExamples.history(caller, group);
  }

  @Test
  void those_who_are_mentioned_answer_in_the_order_of_mention() {
    var group = group("\"policy\":\"mentioned\"");
    var answer = say(group, "Bo, what does 李明 think? And @nara?");
    assertThat(speakers(answer)).containsExactly("Bo", "李明", "Nara");
    assertThat(answer.at("/replies/0/character").asString()).isEqualTo(bo);
    assertThat(answer.at("/replies/0/reply").asString()).isEqualTo("I am Bo.");
    assertThat(answer.at("/planned/0/reason").asString()).isEqualTo("was addressed");
    assertThat(answer.at("/usage/total_tokens").asInt()).isEqualTo(33);
    assertThat(history(group))
        .containsExactly(
            "Kim: Bo, what does 李明 think? And @nara?",
            "Bo: I am Bo.",
            "李明: I am 李明.",
            "Nara: I am Nara.");
  }

  @Test
  void each_is_told_its_own_card_and_what_the_others_have_said() {
    var group = group("\"policy\":\"list\"");
    say(group, "Hello");
    var asked = scripts.asked("qwen3-8b");
    assertThat(asked).hasSize(3);
    assertThat(told(asked.getLast()))
        .contains(
            "Only Bo knows the secret of Bo.", "Kim: Hello", "Nara: I am Nara.", "李明: I am 李明.")
        .doesNotContain("secret of Nara", "secret of 李明");
    say(group, "Again");
    var again = scripts.asked("qwen3-8b").get(3);
    assertThat(again.at("/messages/2/role").asString()).isEqualTo("assistant");
    assertThat(again.at("/messages/2/content").asString()).isEqualTo("I am Nara.");
  }

  @Test
  void a_group_is_listed_changed_and_erased() {
    var group = group("\"policy\":\"round_robin\",\"seed\":7");
    assertThat(caller.get("/v1/groups?after=group_gone").status()).isEqualTo(404);
    assertThat(caller.get("/v1/groups?limit=1").json().at("/data/0/id").asString())
        .isEqualTo(group);
    var body =
        "{\"policy\":\"list\",\"characters\":[\"%s\",{\"id\":\"%s\",\"muted\":true}]}"
            .formatted(nara, bo);
    var changed = caller.ask("PATCH", "/v1/groups/" + group, body).json();
    assertThat(changed.path("policy").asString()).isEqualTo("list");
    assertThat(changed.path("seed").asInt()).isEqualTo(7);
    assertThat(changed.at("/members/1/name").asString()).isEqualTo("Bo");
    assertThat(speakers(say(group, "Hello"))).containsExactly("Nara");
    assertThat(speakers(say(group, "Hello", "\"speaker\":\"" + bo + "\""))).containsExactly("Bo");
    assertThat(caller.delete("/v1/groups/" + group).status()).isEqualTo(200);
    assertThat(caller.get("/v1/groups/" + group).status()).isEqualTo(404);
    assertThat(caller.get("/v1/sessions/" + group).status()).isEqualTo(404);
  }

  @Test
  void a_group_stays_the_one_of_its_user() {
    var group = group("\"policy\":\"manual\"");
    for (var other : List.of("\"Lee\"", "null")) {
      var refused = caller.ask("PATCH", "/v1/groups/" + group, "{\"user\":" + other + "}");
      assertThat(refused.status()).as(refused.text()).isEqualTo(400);
      assertThat(refused.message()).startsWith("user: ").contains("\"Kim\"");
    }
    say(group, "Hello");
    assertThat(history(group)).containsExactly("Kim: Hello");
  }

  @Test
  void changes_at_the_same_time_do_not_undo_each_other() {
    var group = group("\"policy\":\"list\"");
    var members = "{\"characters\":[{\"id\":\"" + bo + "\",\"aliases\":[\"B%d\"]}]}";
    for (int i = 0; i < 40; i++) {
      var bodies = new ArrayList<>(List.of(members.formatted(i)));
      for (int turns = 1; turns <= 6; turns++) {
        bodies.add("{\"auto_turns\":" + turns + "}");
      }
      var changes = bodies.stream().map(each -> changed(group, each)).toList();
      changes.forEach(CompletableFuture::join);
      var after = caller.get("/v1/groups/" + group).json();
      assertThat(after.at("/members/0/aliases/0").asString()).isEqualTo("B" + i);
    }
  }

  private static CompletableFuture<Void> changed(String group, String body) {
    var path = "/v1/groups/" + group;
    return runAsync(() -> caller.ask("PATCH", path, body), Thread::startVirtualThread);
  }

  @Test
  void members_may_be_called_by_their_names() {
    var named =
        "{\"characters\":[\"Nara\",{\"id\":\"Bo\",\"aliases\":[\"Boss\"]}],%s}".formatted(MODEL);
    var group = caller.post("/v1/groups", named).json();
    assertThat(group.path("characters").toString())
        .isEqualTo("[\"%s\",\"%s\"]".formatted(nara, bo));
    assertThat(speakers(say(group.path("id").asString(), "Boss!", "\"speakers\":[\"Bo\"]")))
        .containsExactly("Bo");
  }

  @Test
  void who_speaks_for_another_is_cut() {
    scripts.says("qwen3-8b", "Nara: Hi.\r\nBo：No!\nNara: more");
    var group = group("\"policy\":\"manual\"");
    var answer = say(group, "Hello", "\"speaker\":\"" + nara + "\"");
    assertThat(answer.at("/replies/0/reply").asString()).isEqualTo("Hi.");
    assertThat(answer.at("/replies/0/trimmed").asBoolean()).isTrue();
    assertThat(history(group).getLast()).isEqualTo("Nara: Hi.");
  }

  @Test
  void who_is_spoken_for_speaks_next_where_the_group_wants_it() {
    scripts.says(
        "qwen3-8b",
        request ->
            speaker(request).equals("Nara") ? "Ask Bo.\nBo: Yes?" : "I am " + speaker(request));
    var group = group("\"policy\":\"manual\",\"on_other_speaker\":\"hand_over\"");
    assertThat(speakers(say(group, "Hi", "\"speaker\":\"" + nara + "\"")))
        .containsExactly("Nara", "Bo");
  }

  @Test
  void who_fails_leaves_the_others() {
    var members =
        "{\"characters\":[\"%s\",{\"id\":\"%s\",\"model\":\"broken\"},\"%s\"],%s,\"policy\":\"list\"}"
            .formatted(nara, li, bo, MODEL);
    var group = caller.post("/v1/groups", members).json().path("id").asString();
    var answer = say(group, "Hello");
    assertThat(speakers(answer)).containsExactly("Nara", "Bo");
    assertThat(answer.at("/failures/0/character").asString()).isEqualTo(li);
    assertThat(answer.at("/failures/0/error/code").asString()).isEqualTo("upstream_error");
  }

  @Test
  void where_all_fail_nothing_is_kept() {
    var group = group("\"policy\":\"list\"");
    var answer =
        caller.post(
            "/v1/groups/" + group + "/messages", "{\"content\":\"Hi\",\"model\":\"broken\"}");
    assertThat(answer.status()).as(answer.text()).isEqualTo(502);
    assertThat(history(group)).isEmpty();
  }

  @Test
  void a_message_is_heard_by_those_who_are_present() {
    var group = group("\"policy\":\"list\"");
    var first = say(group, "The code is 4711.", "\"present\":[\"%s\"]".formatted(nara));
    assertThat(speakers(first)).containsExactly("Nara");
    say(group, "Hello all");
    for (var request : scripts.asked("qwen3-8b").subList(1, 4)) {
      boolean knows = told(request).contains("4711");
      assertThat(knows).as(speaker(request)).isEqualTo(speaker(request).equals("Nara"));
    }
    assertThat(told(scripts.asked("qwen3-8b").get(2)))
        .contains("Nara: I am Nara.")
        .containsOnlyOnce("Nara: I am Nara."); // not what she has said in private
  }

  @Test
  void the_same_key_counts_once() {
    var group = group("\"policy\":\"list\"");
    var path = "/v1/groups/" + group + "/messages";
    var body = "{\"content\":\"Hello\"}";
    var first = caller.ask("POST", path, body, "idempotency-key", "k1").json();
    var second = caller.ask("POST", path, body, "idempotency-key", "k1").json();
    assertThat(second.path("repeated").asBoolean()).isTrue();
    assertThat(second.at("/message/id")).isEqualTo(first.at("/message/id"));
    assertThat(second.at("/replies/2/message_id")).isEqualTo(first.at("/replies/2/message_id"));
    assertThat(scripts.asked()).hasSize(3);
    var other = caller.ask("POST", path, "{\"content\":\"Bye\"}", "idempotency-key", "k1");
    assertThat(other.status()).isEqualTo(409);
    assertThat(history(group)).hasSize(4);
  }

  @Test
  void a_reply_is_said_again_as_a_variant_that_counts() {
    var group = group("\"policy\":\"list\"");
    var id = say(group, "Hello").at("/replies/1/message_id").asString();
    scripts.says("qwen3-8b", "Another answer.");
    var path = "/v1/groups/" + group + "/messages/" + id + "/regenerate";
    var again = caller.post(path, "");
    assertThat(again.status()).as(again.text()).isEqualTo(200);
    assertThat(again.json().at("/replies/0/name").asString()).isEqualTo("李明");
    assertThat(told(scripts.asked().getLast())).contains("I am Nara.").doesNotContain("I am Bo.");
    var last =
        caller.get("/v1/groups/" + group + "/messages").json().path("data").valueStream().toList();
    assertThat(last.getLast().path("of").asString()).isEqualTo(id);
    assertThat(last.getLast().path("variant").asInt()).isEqualTo(2);
    say(group, "And now?");
    assertThat(told(scripts.asked().getLast()))
        .contains("李明: Another answer.")
        .doesNotContain("I am 李明.");
    assertThat(caller.post(path.replace(id, "msg_no"), "").status()).isEqualTo(404);
  }

  @Test
  void an_earlier_variant_is_chosen_and_counts_until_there_is_another_one() {
    var group = group("\"policy\":\"list\"");
    var messages = "/v1/groups/" + group + "/messages/";
    var first = say(group, "Hello").at("/replies/0/message_id").asString();
    var ids = new ArrayList<>(List.of(first));
    for (var text : List.of("Second.", "Third.")) {
      scripts.says("qwen3-8b", text);
      var again = caller.post(messages + first + "/regenerate", "").json();
      ids.add(again.at("/replies/0/message_id").asString());
    }
    assertThat(heardOfNara(group)).isEqualTo("Third.");
    assertThat(caller.post(messages + ids.get(1) + "/choose", "").json().path("chosen").asInt())
        .isEqualTo(3);
    assertThat(heardOfNara(group)).isEqualTo("Second.");
    assertThat(caller.post(messages + first + "/choose", "").status()).isEqualTo(200);
    assertThat(heardOfNara(group)).isEqualTo("I am Nara.");
    scripts.says("qwen3-8b", "Fourth.");
    assertThat(caller.post(messages + ids.getLast() + "/regenerate", "").status()).isEqualTo(200);
    assertThat(heardOfNara(group)).isEqualTo("Fourth.");
    assertThat(caller.post(messages + "msg_no/choose", "").status()).isEqualTo(404);
    var asked =
        caller.get("/v1/groups/" + group + "/messages?limit=1").json().at("/data/0/id").asString();
    assertThat(caller.post(messages + asked + "/choose", "").status()).isEqualTo(404);
  }

  /** First line of Nara's that Bo is told. */
  private String heardOfNara(String group) {
    say(group, "And now?", "\"speaker\":\"" + bo + "\"");
    return scripts
        .asked()
        .getLast()
        .path("messages")
        .valueStream()
        .map(each -> each.path("content").asString(""))
        .filter(each -> each.startsWith("Nara: "))
        .findFirst()
        .orElseThrow()
        .substring(6);
  }

  @Test
  void a_group_goes_on_by_itself_within_its_bounds() {
    var group = group("\"policy\":\"round_robin\",\"auto_turns\":20,\"max_turns\":5");
    assertThat(speakers(say(group, "Hello"))).containsExactly("Nara", "李明", "Bo", "Nara", "李明");
    var tight = group("\"policy\":\"round_robin\",\"auto_turns\":20,\"budget_tokens\":20");
    assertThat(speakers(say(tight, "Hello"))).hasSize(2); // of 11 tokens each
    var next = caller.post("/v1/groups/" + tight + "/continue", "");
    assertThat(speakers(next.json())).containsExactly("Bo", "Nara");
    var all = caller.get("/v1/groups/" + tight + "/messages").json().path("data");
    assertThat(all.valueStream().map(each -> each.path("turn").asInt()))
        .containsExactly(1, 1, 1, 2, 2);
  }

  @Test
  void a_model_chooses_where_nobody_is_addressed() {
    scripts.says("qwen3-32b", "{\"speaker\":\"" + bo + "\"}");
    var group = group("\"policy\":\"model\",\"chooser\":\"qwen3_32b\"");
    assertThat(say(group, "Who knows?").at("/planned/0/reason").asString())
        .isEqualTo("was chosen by the model");
    var asked = scripts.asked("qwen3-32b").getFirst();
    assertThat(asked.at("/response_format/json_schema/schema/properties/speaker/enum")).hasSize(3);
    assertThat(speakers(say(group, "Nara?"))).containsExactly("Nara");
    scripts.says("qwen3-32b", "I would say Bo, or TERMINATE");
    var fallback = say(group, "And now?");
    assertThat(fallback.path("replies")).hasSize(1);
    assertThat(fallback.at("/planned/0/reason").asString()).isEqualTo("chosen at random");
    assertThat(scripts.asked("qwen3-32b")).hasSize(3);
  }

  @Test
  void the_same_seed_plans_the_same() {
    var plans = new ArrayList<List<String>>();
    for (int i = 0; i < 2; i++) {
      var group = group("\"policy\":\"natural\",\"seed\":4711");
      var turns = new ArrayList<String>();
      for (int turn = 0; turn < 6; turn++) {
        turns.addAll(speakers(say(group, "Hm")));
      }
      plans.add(turns);
    }
    assertThat(plans.getFirst()).isEqualTo(plans.getLast());
  }

  @Test
  void a_stream_tells_each_speaker() {
    var group = group("\"policy\":\"list\"");
    var answer = caller.post("/v1/groups/" + group + "/stream", "{\"content\":\"Hello\"}");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    var events =
        answer
            .text()
            .lines()
            .filter(line -> line.startsWith("event: "))
            .map(line -> line.substring(7))
            .distinct()
            .toList();
    assertThat(events).containsExactly("turn", "delta", "turn_end", "done");
    assertThat(answer.text().lines().filter(line -> line.startsWith("id: ")).toList())
        .startsWith("id: 1", "id: 2");
    assertThat(answer.text())
        .contains("\"text\":\"I am Nara.\"", "\"speaker\":\"" + bo + "\"", "\"planned\"");
  }

  @Test
  void what_is_wrong_is_told() {
    var group = group("\"policy\":\"manual\"");
    var path = "/v1/groups/" + group + "/messages";
    for (var wrong :
        List.of(
            "{}",
            "{\"content\":\" \"}",
            "{\"content\":[]}",
            "{\"content\":\"Hi\",\"speaker\":\"char_no\"}",
            "{\"content\":\"Hi\",\"n\":2}",
            "{\"content\":\"Hi\",\"follow_up\":\"maybe\"}",
            "[]")) {
      var answer = caller.post(path, wrong);
      assertThat(answer.status()).as(wrong + answer.text()).isEqualTo(400);
    }
    assertThat(caller.post("/v1/groups/group_no/messages", "[]").status()).isEqualTo(404);
    for (var wrong :
        List.of(
            "{}",
            "{\"characters\":[]}",
            "{\"characters\":[\"%s\",\"%s\"]}".formatted(bo, bo),
            "{\"characters\":[\"%s\"],\"policy\":\"loud\"}".formatted(bo),
            "{\"characters\":[\"%s\"],\"max_turns\":0}".formatted(bo),
            "{\"characters\":[\"%s\"],\"seed\":-1}".formatted(bo),
            "{\"characters\":[{\"id\":\"%s\",\"talkativeness\":2}]}".formatted(bo))) {
      var answer = caller.post("/v1/groups", wrong);
      assertThat(answer.status()).as(wrong + answer.text()).isEqualTo(400);
    }
    assertThat(caller.post("/v1/groups", "{\"characters\":[\"char_no\"]}").status()).isEqualTo(404);
    assertThat(say(group, "Hello").path("replies")).isEmpty(); // nobody was told to speak
  }
}
