package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Rig;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Whether a post in a session goes on with what was said, and what its caller says of that. */
class FollowUpPostTest {
  @RegisterExtension static final Rig RIG = Rig.of(Rig.PLAIN);

  private static JsonNode post(String path, String body, String... headers) throws IOException {
    try (var client = RIG.tutti().client()) {
      var answer = client.post(path, body, headers).answer();
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      return Json.tree(answer.body());
    }
  }

  private static void begin(String id, String strategy) throws IOException {
    RIG.upstream().playAlways(Chat.answers("The Rhine begins in the Alps."));
    post(
        "/v1/sessions",
        "{\"id\":\"%s\",\"model\":\"up/m\",\"context\":{\"strategy\":\"%s\"}}"
            .formatted(id, strategy));
  }

  private static JsonNode say(String id, String content, String followUp, String... headers)
      throws IOException {
    return post(
        "/v1/sessions/" + id + "/messages",
        "{\"content\":\"%s\",\"follow_up\":\"%s\"}".formatted(content, followUp),
        headers);
  }

  private static int heard() throws Exception {
    return Json.tree(RIG.upstream().turn().heard().body()).path("messages").size();
  }

  @Test
  void an_answer_says_what_was_decided_and_by_whom() throws Exception {
    begin("auto", "auto");
    var first = say("auto", "Where does the Rhine begin?", "auto").path("follow_up");
    assertThat(first.path("decision").asString()).isEqualTo("new_topic");
    assertThat(first.path("layer").asString()).isEqualTo("rules");
    var second = say("auto", "And where does it end?", "auto").path("follow_up");
    assertThat(second.path("decision").asString()).isEqualTo("follow_up");
    assertThat(second.path("confidence").asDouble(-1)).isBetween(.5, 1.0);
    assertThat(second.path("confidence")).isEqualTo(second.path("probability"));
    assertThat(second.path("reason").asString()).isNotEmpty();
    assertThat(second.path("layer").asString()).isIn("rules", "classifier");
  }

  @Test
  void a_caller_who_begins_anew_sends_nothing_of_what_was_said() throws Exception {
    for (var strategy : new String[] {"window", "auto", "full"}) {
      var id = "anew-" + strategy;
      begin(id, strategy);
      say(id, "Where does the Rhine begin?", "auto");
      RIG.upstream().forget();
      var answer = say(id, "And where does it end?", "no");
      assertThat(heard()).isEqualTo(1);
      assertThat(answer.at("/follow_up/decision").asString()).isEqualTo("new_topic");
      assertThat(answer.at("/follow_up/layer").asString()).isEqualTo("caller");
      assertThat(answer.at("/view/kept").asInt()).isEqualTo(1);
      assertThat(answer.at("/view/tokens").asLong())
          .isLessThan(answer.at("/view/tokens_full").asLong());
    }
  }

  @Test
  void a_caller_who_goes_on_is_sent_what_was_said() throws Exception {
    begin("yes", "auto");
    say("yes", "Where does the Rhine begin?", "auto");
    RIG.upstream().forget();
    var answer = say("yes", "What is the capital of France, and how many live there?", "yes");
    assertThat(heard()).isEqualTo(3);
    assertThat(answer.at("/follow_up/decision").asString()).isEqualTo("follow_up");
    assertThat(answer.at("/follow_up/confidence").asDouble()).isEqualTo(1);
  }

  @Test
  void another_wish_is_refused() throws Exception {
    begin("wrong", "auto");
    try (var client = RIG.tutti().client()) {
      var answer =
          client
              .post("/v1/sessions/wrong/messages", "{\"content\":\"Hi\",\"follow_up\":\"maybe\"}")
              .answer();
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).contains("follow_up").contains("expected: auto, yes or no");
    }
  }

  @Test
  void who_asks_why_is_told_what_was_sent() throws Exception {
    begin("why", "window");
    var view = say("why", "Where does the Rhine begin?", "auto", "x-tutti-explain: 1").path("view");
    assertThat(view.at("/messages/0/content").asString()).isEqualTo("Where does the Rhine begin?");
    assertThat(view.path("loss").asString()).isEqualTo("exact");
    assertThat(say("why", "And then?", "auto").path("view").has("messages")).isFalse();
  }
}
