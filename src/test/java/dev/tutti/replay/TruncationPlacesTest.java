package dev.tutti.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TruncationPlacesTest {
  private static final String FIRST = "data: {\"choices\":[{\"delta\":{\"content\":\"é\"}}]}\n\n";
  private static final String LAST = "data: {\"choices\":[{\"finish_reason\":\"stop\"}]}\n\n";

  @Test
  void every_cut_loses_the_finish_reason() {
    var body = bytes(": waiting\n\n" + FIRST + FIRST + LAST + "data: [DONE]\n\n");
    int finish = bytes(": waiting\n\n" + FIRST + FIRST).length;
    assertThat(TruncationPlaces.of(body, Dialect.OPENAI))
        .extracting(Delivery::label)
        .containsExactly("truncated early", "truncated middle", "truncated late", "truncated torn");
    assertThat(lengths(body)).allMatch(length -> length <= finish).contains(finish);
  }

  @Test
  void a_stream_of_one_frame_is_cut_inside_it() {
    assertThat(lengths(bytes(LAST))).allMatch(length -> length < bytes(LAST).length - 2);
  }

  @Test
  void a_stream_that_never_finishes_is_not_cut() {
    assertThat(TruncationPlaces.of(bytes(FIRST), Dialect.OPENAI)).isEmpty();
  }

  private static List<Integer> lengths(byte[] body) {
    return TruncationPlaces.of(body, Dialect.OPENAI).stream()
        .map(place -> ((Delivery.Truncated) place).length())
        .toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
