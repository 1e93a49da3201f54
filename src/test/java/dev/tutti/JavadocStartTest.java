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
  void clausesAreKnown(String text) {
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
  void nounsAreNoClauses(String text) {
    assertThat(JavadocStart.of(text).isClause()).isFalse();
  }
}
