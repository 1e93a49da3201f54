package dev.tutti.integration;

import static dev.tutti.testing.Chat.finish;
import static dev.tutti.testing.Chat.streamed;
import static dev.tutti.testing.Chat.streamedWithUsage;
import static dev.tutti.testing.Chat.text;
import static dev.tutti.testing.Chat.usage;
import static dev.tutti.testing.Chat.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Rig;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Usage is always asked for, and shown to those who asked. */
class UsageTest {
  private static final String USAGE =
      "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":2,\"total_tokens\":11}";

  @RegisterExtension static final Rig rig = Rig.of(Rig.PLAIN);

  @Test
  void the_upstream_is_always_asked_for_usage() throws Exception {
    rig.upstream().playAlways(Chat.says("Hi"));
    events(streamed("up/some-model"));
    assertThat(rig.upstream().turn().heard().body())
        .endsWith(",\"stream\":true,\"stream_options\":{\"include_usage\":true}}");
    var options = "\"stream_options\":{\"include_usage\":false,\"include_obfuscation\":false}";
    events(with(streamed("up/some-model"), options));
    var sent = Json.tree(rig.upstream().turn().heard().body()).path("stream_options");
    assertThat(sent.path("include_usage").asBoolean()).isTrue();
    assertThat(sent.path("include_obfuscation").asBoolean(true)).isFalse();
  }

  @Test
  void who_asked_gets_it_in_one_last_chunk() throws Exception {
    rig.upstream().play(Chat.says("Hi"));
    var events = events(streamedWithUsage("up/some-model"));
    assertThat(events).filteredOn(event -> event.contains("usage")).hasSize(1);
    assertThat(events.get(events.size() - 2)).contains("\"choices\":[]", USAGE);
  }

  @Test
  void who_did_not_ask_does_not_see_it() throws Exception {
    rig.upstream().play(Chat.says("Hi"));
    assertThat(events(streamed("up/some-model")))
        .noneMatch(event -> event.contains("usage"))
        .noneMatch(event -> event.contains("\"choices\":[]"));
  }

  @Test
  void usage_in_a_content_chunk_moves_to_the_end() throws Exception {
    for (var last :
        List.of(with(finish(), USAGE), with(finish(), USAGE).replace("null}]", "1}]"))) {
      rig.upstream().play(turn -> turn.stream().event(text("Hi")).event(last).done());
      var asked = events(streamedWithUsage("up/some-model"));
      assertThat(asked).filteredOn(event -> event.contains("usage")).hasSize(1);
      assertThat(asked.get(asked.size() - 2)).contains("\"choices\":[]", USAGE);
      rig.upstream().play(turn -> turn.stream().event(text("Hi")).event(last).done());
      assertThat(events(streamed("up/some-model"))).noneMatch(event -> event.contains("usage"));
    }
  }

  @Test
  void null_usage_in_every_chunk_is_not_shown_to_who_did_not_ask() throws Exception {
    rig.upstream()
        .play(
            turn ->
                turn.stream()
                    .event(with(text("Hi"), "\"usage\":null"))
                    .event(with(finish(), "\"usage\":null"))
                    .event(usage())
                    .done());
    assertThat(events(streamed("up/some-model"))).noneMatch(event -> event.contains("usage"));
  }

  @Test
  void an_upstream_without_usage_is_counted_for() throws Exception {
    rig.upstream().play(turn -> turn.stream().event(text("Hello")).event(finish()).done());
    var events = events(streamedWithUsage("up/some-model"));
    var usage = Json.tree(events.get(events.size() - 2).substring(6)).path("usage");
    assertThat(usage.path("prompt_tokens").asInt()).isPositive();
    assertThat(usage.path("completion_tokens").asInt()).isPositive();
  }

  private static List<String> events(String asked) throws IOException {
    try (var client = rig.ask(asked)) {
      assertThat(client.head().status()).isEqualTo(200);
      var events = client.events();
      assertThat(events.getLast()).isEqualTo("data: [DONE]");
      return events;
    }
  }
}
