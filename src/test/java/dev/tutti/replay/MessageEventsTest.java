package dev.tutti.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MessageEventsTest {
  private static final String START = "{\"type\":\"message_start\",\"message\":{}}";
  private static final String OPEN =
      "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\"}}";
  private static final String GROW =
      "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\"}}";
  private static final String CLOSE = "{\"type\":\"content_block_stop\",\"index\":0}";
  private static final String TOLD = "{\"type\":\"message_delta\"}";
  private static final String STOP = "{\"type\":\"message_stop\"}";
  private static final String ERROR = "{\"type\":\"error\"}";
  private static final String PING = "{\"type\":\"ping\"}";

  @Test
  void the_grammar_passes() {
    assertThat(kinds(START, PING, OPEN, GROW, PING, CLOSE, TOLD, STOP)).isEmpty();
    assertThat(kinds(START, OPEN, ERROR)).isEmpty();
    assertThat(kinds(ERROR)).isEmpty();
  }

  @Test
  void an_end_comes_once_and_last() {
    assertThat(kinds(START, TOLD)).containsExactly("sse.done");
    assertThat(kinds(START, ERROR, STOP)).containsExactly("sse.order");
    assertThat(kinds(START, TOLD, STOP, ERROR)).containsExactly("sse.order");
    assertThat(kinds(START, STOP)).containsExactly("sse.order", "sse.done");
  }

  @Test
  void one_block_is_open_at_a_time_and_they_count_up() {
    assertThat(kinds(START, GROW, TOLD, STOP)).containsExactly("sse.order");
    assertThat(kinds(START, OPEN, CLOSE, OPEN, CLOSE, TOLD, STOP)).containsExactly("sse.order");
    assertThat(kinds(START, OPEN, OPEN.replace(":0", ":1"), CLOSE.replace(":0", ":1"), TOLD, STOP))
        .containsExactly("sse.order");
    assertThat(kinds(START, OPEN, TOLD, STOP)).containsExactly("sse.order");
  }

  @Test
  void a_block_grows_in_its_own_kind() {
    assertThat(kinds(START, OPEN, GROW.replace("text_delta", "thinking_delta"), CLOSE, TOLD, STOP))
        .containsExactly("sse.order");
  }

  private static List<String> kinds(String... events) {
    var body = new StringBuilder();
    for (var event : events) {
      var type = MessageEvents.type(Corpus.JSON.readTree(event));
      body.append("event: ").append(type).append("\ndata: ").append(event).append("\n\n");
    }
    var received = new Received(200, Map.of(), body.toString(), true);
    return MessageEvents.read(received).problems().stream().map(Problem::kind).toList();
  }
}
