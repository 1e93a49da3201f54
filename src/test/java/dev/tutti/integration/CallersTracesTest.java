package dev.tutti.integration;

import static dev.tutti.testing.Chat.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Patience;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingTutti;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What becomes of the traces of callers where no spans are made. */
class CallersTracesTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "00-" + TRACE + "-b7ad6b7169203331-01";

  @RegisterExtension static final Rig rig = Rig.of(Rig.PLAIN);

  @TempDir private Path folder;

  private static Map<String, String> told(TestingTutti tutti, String path, String... headers)
      throws Exception {
    rig.upstream().play(Chat.answers("Hi"));
    try (var client = tutti.client()) {
      assertThat(client.post(path, question("up/plain"), headers).answer().status()).isEqualTo(200);
    }
    return rig.upstream().turn().heard().headers();
  }

  @Test
  void the_id_of_the_trace_is_in_the_record_of_the_call() throws Exception {
    rig.upstream().play(Chat.answers("Hi"));
    try (var client = rig.ask(question("up/plain"), "traceparent: " + PARENT)) {
      var id = client.answer().header("x-tutti-request-id");
      Patience.until(() -> !call(id).path("call").isMissingNode(), "the call " + id);
      assertThat(call(id).path("trace").asString()).isEqualTo(TRACE);
      var found = rig.tutti().get("/admin/calls?filter=trace%3D" + TRACE);
      assertThat(Json.tree(found).path("data").get(0).path("call").asString()).isEqualTo(id);
    }
  }

  private static JsonNode call(String id) {
    return Json.tree(rig.tutti().get("/admin/calls/" + id));
  }

  @Test
  void providers_are_not_told_of_them() throws Exception {
    for (var path : new String[] {"/v1/chat/completions", "/passthrough/up/chat/completions"}) {
      assertThat(told(rig.tutti(), path, "traceparent: " + PARENT, "baggage: a=1"))
          .doesNotContainKeys("traceparent", "tracestate", "baggage");
    }
  }

  @Test
  void providers_are_told_of_them_unchanged_where_that_is_wanted() throws Exception {
    try (var tutti =
        TestingTutti.start(
            folder,
            "telemetry: {propagate: true}\n"
                + Rig.PLAIN.replace("{upstream}", rig.upstream().url()))) {
      for (var path : new String[] {"/v1/chat/completions", "/passthrough/up/chat/completions"}) {
        var headers =
            told(tutti, path, "traceparent: " + PARENT, "tracestate: a=1", "baggage: b=2");
        assertThat(headers).containsEntry("traceparent", PARENT).containsEntry("tracestate", "a=1");
        assertThat(headers).doesNotContainKey("baggage");
      }
      assertThat(told(tutti, "/v1/chat/completions", "traceparent: nonsense"))
          .doesNotContainKey("traceparent");
    }
  }
}
