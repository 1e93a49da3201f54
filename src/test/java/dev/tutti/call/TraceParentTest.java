package dev.tutti.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";
  private static final String VALID = "00-" + TRACE + "-" + SPAN + "-01";

  @Test
  void a_valid_header_is_read_and_written_as_it_was() {
    var read = TraceParent.parse(VALID, "a=1,b=2").orElseThrow();
    assertThat(read).isEqualTo(new TraceParent(TRACE, SPAN, 1, "a=1,b=2"));
    assertThat(read.isSampled()).isTrue();
    assertThat(read.header()).isEqualTo(VALID);
  }

  @Test
  void flags_that_are_not_known_and_what_later_versions_add_are_dropped() {
    var later = "cc-" + TRACE + "-" + SPAN + "-ff-what-will-come";
    assertThat(TraceParent.parse(later, null).orElseThrow().header())
        .isEqualTo("00-" + TRACE + "-" + SPAN + "-03");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0g",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01,"
            + " 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
      })
  void what_is_not_valid_is_no_trace(String header) {
    assertThat(TraceParent.parse(header, null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"A=1", "a", "a=", "a=1,b=\u00e9", "a=1=2", "a:1"})
  void a_state_that_is_not_valid_is_left_out(String state) {
    assertThat(TraceParent.parse(VALID, state).orElseThrow().state()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=1;b:2", "a=1,,b=2", "a= ~!"})
  void every_printable_character_but_comma_and_equals_is_one_of_a_value(String state) {
    assertThat(TraceParent.parse(VALID, state).orElseThrow().state()).isEqualTo(state);
  }

  @Test
  void a_state_is_bounded() {
    var many = "a=1,".repeat(33) + "b=1";
    assertThat(TraceParent.parse(VALID, many).orElseThrow().state()).isEmpty();
    var tenants = "fw529a3039@dt=FfAAAAAA;1, t/a_b-c*d=x y";
    assertThat(TraceParent.parse(VALID, tenants).orElseThrow().state()).isEqualTo(tenants);
    assertThat(TraceParent.parse(VALID, "a=" + "x".repeat(511)).orElseThrow().state()).isEmpty();
  }
}
