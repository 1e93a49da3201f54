package dev.tutti.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrantTest {

  @ParameterizedTest
  @CsvSource({
    "*, anything, true",
    "fast, fast, true",
    "fast, faster, false",
    "fast, claude/fast, false",
    "openai/*, openai/gpt-4o, true",
    "openai/*, openai, false",
    "openai/*, openai-eu/gpt-4o, false",
    "openrouter/*, openrouter/meta/llama-3, true",
    "openai/gpt-4o, openai/gpt-4o-mini, false",
    "coop:council, coop:council, true",
    "coop:*, coop:council, true",
    "coop:*, coop, false",
  })
  void patterns_name_models(String pattern, String model, boolean allowed) {
    assertThat(AllowedModels.of(List.of("other", pattern)).allow(model)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "gpt-*",
        "*/gpt-4o",
        "a/b/*",
        "/*",
        ":*",
        "a:b:*",
        "a/b:*",
        "**",
        "two words",
        "line\nbreak"
      })
  void other_patterns_are_errors(String pattern) {
    assertThatThrownBy(() -> AllowedModels.of(List.of(pattern)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("(expected: a model's name, provider/*, skill:* or *)");
  }

  @Test
  void a_key_needs_a_model() {
    assertThatThrownBy(() -> AllowedModels.of(List.of()))
        .hasMessage("models: none (expected: at least one, such as *)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "a\nb"})
  void a_name_is_printable(String name) {
    assertThatThrownBy(() -> new Grant(name, "me", Role.USER, AllowedModels.ALL))
        .hasMessageStartingWith("name: ")
        .hasMessageEndingWith("(expected: 1 to 100 printable characters)");
  }

  @ParameterizedTest
  @CsvSource({
    "ADMIN, ADMIN OPERATOR USER AUDITOR",
    "OPERATOR, OPERATOR USER",
    "USER, USER",
    "AUDITOR, AUDITOR",
  })
  void roles_cover_roles(Role role, String covered) {
    for (var needed : Role.values()) {
      assertThat(role.covers(needed))
          .as(role + " covers " + needed)
          .isEqualTo(List.of(covered.split(" ")).contains(needed.name()));
    }
  }

  @Test
  void an_unknown_role_is_an_error() {
    assertThat(Role.of("auditor")).isEqualTo(Role.AUDITOR);
    assertThatThrownBy(() -> Role.of("root"))
        .hasMessage("role: root (expected: one of admin, operator, user, auditor)");
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "Bearer tt-1||tt-1",
        "bearer  tt-1 ||tt-1",
        "Bearer tt-1|tt-2|tt-1",
        "|tt-2|tt-2",
        "Basic abc|tt-2|tt-2",
        "Basic abc||Basic abc",
        "||",
      },
      delimiter = '|')
  void a_key_is_presented_in_either_header(String authorization, String apiKey, String found) {
    assertThat(Credentials.presented(text(authorization), text(apiKey))).isEqualTo(text(found));
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }
}
