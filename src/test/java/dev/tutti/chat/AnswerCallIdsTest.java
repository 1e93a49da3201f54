package dev.tutti.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class AnswerCallIdsTest {
  private final AnswerCallIds ids = new AnswerCallIds(Set.of("call_0")::contains);

  @Test
  void an_id_that_names_one_call_stays() {
    assertThat(ids.next("call_1", () -> "made")).isEqualTo("call_1");
    assertThat(ids.next("call_2", () -> "made")).isEqualTo("call_2");
  }

  @Test
  void an_id_that_is_empty_taken_or_used_is_replaced() {
    assertThat(ids.next("", () -> "made_1")).isEqualTo("made_1");
    assertThat(ids.next("call_0", () -> "made_2")).isEqualTo("made_2");
    assertThat(ids.isFree("call_1")).isTrue();
    ids.next("call_1", () -> "none");
    assertThat(ids.isFree("call_1")).isFalse();
    assertThat(ids.next("call_1", () -> "made_3")).isEqualTo("made_3");
  }
}
