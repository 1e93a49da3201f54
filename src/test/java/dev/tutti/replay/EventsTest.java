package dev.tutti.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EventsTest {
  private static final String CHUNK = "data: {\"id\":\"a\",\"choices\":[]}\n\n";
  private static final String ERROR = "data: {\"error\":{\"code\":\"truncated\"}}\n\n";
  private static final String DONE = "data: [DONE]\n\n";

  @Test
  void a_stream_with_one_done_at_its_end_is_right() {
    assertThat(kinds(CHUNK + ": keep-alive\n\n" + CHUNK + DONE)).isEmpty();
    assertThat(Events.read(received(CHUNK + DONE)).chunks()).hasSize(1);
  }

  @Test
  void done_is_missed_and_not_taken_twice_or_early() {
    assertThat(kinds(CHUNK)).containsExactly("sse.done");
    assertThat(kinds(CHUNK + DONE + DONE)).containsExactly("sse.done");
    assertThat(kinds(DONE + CHUNK)).containsExactly("sse.done");
  }

  @Test
  void an_error_ends_the_stream_without_done() {
    assertThat(kinds(CHUNK + ERROR)).isEmpty();
    assertThat(kinds(ERROR + DONE)).containsExactly("sse.done");
    assertThat(kinds(ERROR + CHUNK)).containsExactly("sse.error");
  }

  @Test
  void form_is_held() {
    assertThat(kinds(CHUNK + "data: [DONE]\n")).contains("sse.form");
    assertThat(kinds("id: 7\n" + CHUNK + DONE)).containsExactly("sse.form");
    assertThat(kinds("data: {\n\n" + DONE)).containsExactly("sse.json");
  }

  private static List<String> kinds(String body) {
    return Events.read(received(body)).problems().stream().map(Problem::kind).toList();
  }

  private static Received received(String body) {
    return new Received(200, Map.of(), body, true);
  }
}
