package dev.tutti;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavadocStartTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "What is kept of an answer.",
        "Whether it is open.",
        "Kept in the store.",
        "{@code Called} by whoever settles.",
        "Waiting for\n a place.",
      })
  void clauses_are_known(String text) {
    assertThat(JavadocStart.of(text).isClause()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Store.",
        "Shared pool of connections.",
        "Reasoning of a model.",
        "Record of what was asked.",
      })
  void nouns_are_no_clauses(String text) {
    assertThat(JavadocStart.of(text).isClause()).isFalse();
  }
}
