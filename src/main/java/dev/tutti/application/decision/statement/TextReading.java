package dev.tutti.application.decision.statement;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Statements of a text: its sentences, all facts in their order, and the options they are about.
 */
public record TextReading(
    List<TextSentence> sentences, List<StatedFact> facts, List<StatedOption> options) {

  /** First fact of a kind. */
  Optional<StatedFact> first(StatementKind kind) {
    return facts.stream().filter(fact -> fact.kind() == kind).findFirst();
  }

  /** Money that is there, in its base unit. */
  public OptionalDouble budget() {
    return facts.stream()
        .filter(fact -> fact.kind() == StatementKind.BUDGET)
        .mapToDouble(fact -> fact.number().high())
        .findFirst();
  }

  /** Options whose outlay and income are stated. */
  public List<StatedOption> priced() {
    return options.stream().filter(StatedOption::priced).toList();
  }
}
