package dev.tutti.gateway.followup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingAdmin;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class FollowUpEndpointTest {
  @RegisterExtension static final Rig rig = Rig.of(Rig.PLAIN);

  private static final List<String> MESSAGES =
      List.of("Make it shorter.", "Who invented the zipper?", "Why?", "那它的电话是多少？");

  private TestingAdmin caller;

  @BeforeEach
  void open() {
    caller = new TestingAdmin(rig.tutti().url(), "");
  }

  @AfterEach
  void close() {
    caller.close();
  }

  private static ObjectNode item(String message) {
    var item = Json.object().put("message", message);
    item.putArray("history")
        .add(Json.object().put("role", "user").put("content", "Write a poem about the sea."))
        .add(Json.object().put("role", "assistant").put("content", "The sea breathes in and out."));
    return item;
  }

  private JsonNode ask(JsonNode body) {
    var answer = caller.post("/v1/follow-up", Json.text(body));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  @Test
  void a_message_is_decided_with_probability_reason_and_layer() {
    var answer = ask(item("Make it shorter."));
    assertThat(answer.path("decision").asString()).isEqualTo("follow_up");
    assertThat(answer.path("probability").asDouble()).isBetween(.5, 1.0);
    assertThat(answer.path("confidence").asDouble()).isBetween(.5, 1.0);
    assertThat(answer.path("reason").asString()).isNotBlank();
    assertThat(answer.path("layer").asString()).isIn("rules", "classifier");
  }

  @Test
  void a_message_may_come_without_a_history() {
    var answer = ask(Json.object().put("message", "Hi"));
    assertThat(answer.path("decision").asString()).isEqualTo("new_topic");
  }

  @Test
  void items_keep_their_order_and_get_what_they_get_alone() {
    var body = Json.object();
    MESSAGES.forEach(message -> body.withArray("items").add(item(message)));
    var together = ask(body).path("data");
    assertThat(together).hasSize(MESSAGES.size());
    for (int i = 0; i < MESSAGES.size(); i++) {
      assertThat(together.path(i)).isEqualTo(ask(item(MESSAGES.get(i))));
    }
  }

  @Test
  void a_thousand_items_with_long_histories_fit() {
    var body = Json.object();
    var item = item("Make it shorter.");
    item.withArray("history")
        .add(Json.object().put("role", "user").put("content", "x ".repeat(1_400)));
    Collections.nCopies(1_000, item).forEach(each -> body.withArray("items").add(each));
    assertThat(ask(body).path("data")).hasSize(1_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                          | message
          {"message": ""}                                             | message
          {"message": 7}                                              | message
          {"message": "Hi", "histroy": []}                            | histroy
          {"message": "Hi", "history": "none"}                        | history
          {"message": "Hi", "history": [7]}                           | history[0]
          {"message": "Hi", "history": [{"role": "me"}]}              | history[0].role
          {"message": "Hi", "history": [{"role": "user"}]}            | history[0].content
          {"items": []}                                               | items
          {"items": 7}                                                | items
          {"items": [{"message": "Hi"}, 7]}                           | items[1]
          {"items": [{"message": "Hi"}, {"message": ""}]}             | items[1].message
          {"items": [{"message": "Hi"}], "message": "Hi"}             | message
          """)
  void what_is_wrong_is_said_with_its_place(String body, String place) {
    var answer = caller.post("/v1/follow-up", body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/error/param").asString("")).isEqualTo(place);
    assertThat(answer.message()).contains("expected");
  }

  @Test
  void more_than_a_thousand_items_are_refused() {
    var body = Json.object();
    Collections.nCopies(1_001, item("Hi")).forEach(each -> body.withArray("items").add(each));
    var answer = caller.post("/v1/follow-up", Json.text(body));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message()).contains("1001 items");
  }
}
