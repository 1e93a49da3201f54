package dev.tutti.gateway.passthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Fault;
import dev.tutti.testing.KnownFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is checked of a relayed path is what is sent. */
class PassthroughPathTest {

  @Test
  void a_path_is_handed_on_as_it_was_written() {
    var place = PassthroughPath.of("/passthrough/up/a%20b/%C3%A4~;v=1,2:do?x=/../%2F%252e&y=a+b");
    assertThat(place.provider()).isEqualTo("up");
    assertThat(place.below()).isEqualTo("/a%20b/%C3%A4~;v=1,2:do?x=/../%2F%252e&y=a+b");
    assertThat(place.resource()).isEqualTo("/a b/ä~;v=1,2:do");
  }

  @Test
  void names_with_dots_are_no_steps() {
    assertThat(PassthroughPath.of("/passthrough/up/.well-known/..a/b../...").below())
        .isEqualTo("/.well-known/..a/b../...");
  }

  @KnownFault("SECURITY-F1")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/passthrough/mine%2Fharmless?x=/../../../admin/delete-all",
        "/passthrough/mine%2Fv/x/y",
        "/passthrough/mine%2fv/x/y",
        "/passthrough/m%69ne/x",
        "/passthrough/mine%5Cv/x",
        "/passthrough%2Fmine/x",
        "/%70assthrough/mine/x",
        "/passthrough/mine?x=/y",
        "/passthrough//x",
        "/passthrough/mine/..#x",
        "/passthrough/mine/x#y",
        "/passthrough/mine/x?y#z",
        "/passthrough/mine/a%2F..%2Fb",
        "/passthrough/mine/a%2Fb",
        "/passthrough/mine/%2e%2E/x",
        "/passthrough/mine/.%2e/x",
        "/passthrough/mine/./x",
        "/passthrough/mine/x/..",
        "/passthrough/mine/x/..;v=1/y",
        "/passthrough/mine/%252e%252e/x",
        "/passthrough/mine/%25252e/x",
        "/passthrough/mine/x%252Fy",
        "/passthrough/mine/..%5cx",
        "/passthrough/mine/..\\x",
        "/passthrough/mine/%c0%ae%c0%ae/x",
        "/passthrough/mine/%ff",
        "/passthrough/mine/%u002e%u002e/x",
        "/passthrough/mine/%00",
        "/passthrough/mine/x%0d%0ay",
        "/passthrough/mine/%c2%85",
        "/passthrough/mine/%",
        "/passthrough/mine/%4",
        "/passthrough/mine/ä",
      })
  void what_could_be_read_in_two_ways_is_refused(String written) {
    assertThatThrownBy(() -> PassthroughPath.of(written))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("path: ");
  }
}
