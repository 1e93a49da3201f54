package dev.tutti.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VariablesTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("HOST", "example.org", "PORT", "8081", "KEY", "sk-very-secret\n", "EMPTY", "");

  private static String value(String yaml) {
    return ConfigSource.text("t.yaml", yaml).read(ENVIRONMENT, s -> s.string("a").or("(none)"));
  }

  private static List<String> problems(String yaml) {
    return TestingConfig.problems(
        ConfigSource.text("t.yaml", yaml), ENVIRONMENT, s -> s.integer("a", 1, 9).required());
  }

  @Test
  void variables_are_filled_in() {
    assertThat(value("a: http://${HOST}:${PORT}/v1")).isEqualTo("http://example.org:8081/v1");
    assertThat(value("a: '${KEY}'")).isEqualTo("sk-very-secret");
  }

  @Test
  void a_default_stands_in_for_unset_and_empty() {
    assertThat(value("a: ${UNSET:-d}${EMPTY:-e}${HOST:-f}")).isEqualTo("deexample.org");
    assertThat(value("a: \"${UNSET:-}\"")).isEqualTo("(none)");
    assertThat(value("a: ${EMPTY}")).isEqualTo("(none)");
  }

  @Test
  void a_second_dollar_keeps_the_text() {
    assertThat(value("a: $${HOST} $HOST $5")).isEqualTo("${HOST} $HOST $5");
  }

  @Test
  void what_a_variable_holds_is_not_filled_again() {
    var nested =
        ConfigSource.text("t", "a: ${A}").read(Map.of("A", "${B}"), s -> s.string("a").required());

    assertThat(nested).isEqualTo("${B}");
  }

  @Test
  void an_unset_variable_says_what_to_set() {
    assertThat(problems("b: {}\na: ${OPENAI_API_KEY}"))
        .contains(
            "t.yaml:2:4: a: ${OPENAI_API_KEY} is not set (expected: the environment variable"
                + " OPENAI_API_KEY, or a default as in ${OPENAI_API_KEY:-default})")
        .noneMatch(each -> each.contains("whole number"));
  }

  @Test
  void a_variable_without_a_name_is_a_problem() {
    assertThat(problems("a: ${}")).singleElement().asString().contains("\"${\" without a name");
    assertThat(problems("a: ${1X}")).singleElement().asString().contains("without a name");
    assertThat(problems("a: x ${HOST")).singleElement().asString().contains("without a name");
  }

  @Test
  void what_came_from_the_environment_is_not_shown() {
    assertThat(problems("a: ${KEY}"))
        .containsExactly(
            "t.yaml:1:4: a: the value of ${KEY} (expected: a whole number from 1 to 9)");
    assertThat(problems("a: ${EMPTY}"))
        .containsExactly("t.yaml:1:4: a: ${EMPTY} is empty (expected: a whole number from 1 to 9)");
  }

  @Test
  void what_is_named_like_a_secret_is_not_shown() {
    for (var name :
        List.of("api_key", "apiKey", "key", "token", "auth_token", "password", "client_secret")) {
      assertThat(
              TestingConfig.problems(
                  "%s: hunter2\n".formatted(name), s -> s.integer(name, 1, 9).required()))
          .containsExactly(
              "t.yaml:1:%d: %s: a value that is not shown (expected: a whole number from 1 to 9)"
                  .formatted(name.length() + 3, name));
    }
    assertThat(
            TestingConfig.problems(
                "secrets: {a: [hunter2]}\ntokens: [hunter2]\nurl: redis://u:hunter2@host\n",
                s ->
                    List.of(
                        s.section("secrets").list("a", Kind.bool()).required(),
                        s.list("tokens", Kind.bool()).required(),
                        s.bool("url").required())))
        .hasSize(3)
        .noneMatch(each -> each.contains("hunter2"));
  }

  @Test
  void times_and_counts_of_tokens_are_shown() {
    assertThat(
            TestingConfig.problems(
                "first_token: 30\nmax_tokens: many\n",
                s ->
                    List.of(
                        s.duration("first_token").required(),
                        s.integer("max_tokens", 1, 9).required())))
        .allMatch(each -> each.contains("\"30\"") || each.contains("\"many\""));
  }

  @Test
  void a_syntax_error_does_not_show_the_line() {
    assertThat(problems("api_key: hunter2: x")).noneMatch(each -> each.contains("hunter2"));
    assertThat(problems("api_key: \"hunter2\\q\"")).noneMatch(each -> each.contains("hunter2"));
    assertThat(problems("api_key: [hunter2")).noneMatch(each -> each.contains("hunter2"));
  }
}
