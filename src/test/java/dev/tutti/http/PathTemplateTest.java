package dev.tutti.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTemplateTest {
  private static Optional<Map<String, String>> match(String template, String path) {
    return PathTemplate.parse(template).match(new RequestPath(path).segments());
  }

  @Test
  void a_variable_is_one_segment() {
    assertThat(match("/a/{x}", "/a/b")).contains(Map.of("x", "b"));
    assertThat(match("/a/{x}/c/{y}", "/a/b/c/d")).contains(Map.of("x", "b", "y", "d"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a",
        "/a/",
        "/a//",
        "/a/b/",
        "/a/b/c",
        "/A/b",
        "//a/b",
        "/a/b%2Fc",
        "/a%2Fb",
        "*"
      })
  void nothing_else_is_one_segment(String path) {
    assertThat(match("/a/{x}", path)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/a/{x}, /a/%62, b",
    "/a/{x}, /%61/b, b",
    "/a/{x}, /a/b+c, b+c",
    "/a/{x}, /a/b%20c, b c",
    "/a/{x}, /a/%25%32%35, %25",
    "/a/{x}, /a/b%252Fc, b%2Fc",
    "/a/{x}, /a/.., ..",
    "/a/{x}, /a/%2e%2e, ..",
    "/a/{x...}, /a/b, b",
    "/a/{x...}, /a/b/c, b/c",
    "/a/{x...}, /a/b%2Fc, b/c",
    "/a/{x...}, /a/b/, b/",
    "/a/{x...}, /a//b, /b",
    "/a/{x...}/z, /a/b/z/z, b/z",
    "/a/{x...}/z, /a/b%2Fz/z, b/z",
  })
  void variables_are_decoded_once(String template, String path, String variable) {
    assertThat(match(template, path)).contains(Map.of("x", variable));
  }

  @ParameterizedTest
  @CsvSource({"/a/{x...}, /a/", "/a/{x...}, /a", "/a/{x...}/z, /a/z", "/a/{x...}/z, /a/b%2Fz"})
  void many_segments_are_at_least_one(String template, String path) {
    assertThat(match(template, path)).isEmpty();
  }

  @Test
  void the_more_exact_is_tried_first() {
    assertThat(
            Stream.of(
                    "/a/{x...}", "/a/{x}", "/a/{x...}/z", "/{x}/b", "/a/b/{x}", "/a/{x}/c", "/a/b")
                .map(PathTemplate::parse)
                .sorted(Comparator.comparing(PathTemplate::order))
                .map(PathTemplate::toString))
        .containsExactly(
            "/a/b/{x}", "/a/b", "/a/{x}/c", "/a/{x}", "/a/{x...}/z", "/a/{x...}", "/{x}/b");
  }

  @Test
  void names_of_variables_do_not_make_another_path() {
    assertThat(PathTemplate.parse("/a/{x}/{y...}").order())
        .isEqualTo(PathTemplate.parse("/a/{name}/{rest...}").order())
        .isNotEqualTo(PathTemplate.parse("/b/{x}/{y...}").order());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "/",
        "/a//",
        "/a//b",
        "/a/{}",
        "/a/{x",
        "/a/x}",
        "/a/{x}y",
        "/a/{x}/{x}",
        "/a b",
        "/a/{x...}/{y...}",
        "/a/{x..}",
        "/a/*"
      })
  void what_is_no_template_is_refused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PathTemplate.parse(text))
        .withMessageContaining("path: \"" + text + "\" (expected: ");
  }
}
