package dev.tutti.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class StreamedAnswerTest {
  private static final String DONE = "data: [DONE]\n\n";

  private final AnswerCheck.Streamed check = new AnswerCheck.Streamed(3);

  @Test
  void all_texts_in_turn_and_an_end_are_complete() {
    assertThat(read(text(0) + text(1) + text(2) + DONE)).isEqualTo(3);
    assertThat(check.complete()).isTrue();
  }

  @Test
  void cuts_and_carriage_returns_change_nothing() {
    String stream = (": hello\n\n" + text(0) + text(1) + text(2) + DONE).replace("\n", "\r\n");
    check.begin();
    for (int i = 0; i < stream.length(); i++) {
      accept(stream.substring(i, i + 1));
    }
    assertThat(check.complete()).isTrue();
  }

  @Test
  void anything_lost_doubled_swapped_or_unended_is_not() {
    for (String stream :
        new String[] {
          text(0) + text(2) + DONE,
          text(0) + text(1) + text(1) + text(2) + DONE,
          text(1) + text(0) + text(2) + DONE,
          text(0) + text(1) + text(2),
          text(0) + text(1) + text(2) + DONE + DONE,
          text(0) + text(1) + text(2) + text(3) + DONE,
          text(0) + "data: {\"error\":{\"message\":\"x\"}}\n\n" + text(1) + text(2) + DONE,
        }) {
      read(stream);
      assertThat(check.complete()).as(stream).isFalse();
    }
  }

  @Test
  void the_next_answer_is_read_afresh() {
    read(text(0) + "data: {\"cho");
    read(text(0) + text(1) + text(2) + DONE);
    assertThat(check.complete()).isTrue();
  }

  private int read(String stream) {
    check.begin();
    return accept(stream);
  }

  private int accept(String part) {
    return check.accept(Unpooled.copiedBuffer(part, StandardCharsets.UTF_8));
  }

  private static String text(int index) {
    return "data: {\"choices\":[{\"delta\":{\"content\": \""
        + MockScript.text(index)
        + "\"}}]}\n\n";
  }
}
