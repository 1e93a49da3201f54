package dev.tutti.cooperation.answer;

import java.util.List;
import java.util.Optional;

/** Answers to one question, read as one type and grouped by their meaning. Immutable. */
public final class AnswerPanel {
  private final AnswerType type;
  private final List<AnswerGroup> groups;

  private AnswerPanel(AnswerType type, List<AnswerGroup> groups) {
    this.type = type;
    this.groups = groups;
  }

  /**
   * Reads the texts of models.
   *
   * @param texts all that each said; any number, in any order, which changes nothing but places
   */
  public static AnswerPanel of(AnswerQuestion question, List<String> texts) {
    throw new UnsupportedOperationException("to come");
  }

  /** Type that the answers were read as; never {@code AUTO}. */
  public AnswerType type() {
    return type;
  }

  /** Groups, those with the most answers first. */
  public List<AnswerGroup> groups() {
    return groups;
  }

  /** Canonical form of an answer by its place; empty where nothing can be read. */
  public Optional<String> canonical(int place) {
    return groups.stream()
        .filter(each -> each.answers().contains(place))
        .map(AnswerGroup::canonical)
        .findFirst();
  }

  /** The words of a text that its answer stands in, or the beginning of the text; one line. */
  public String quote(int place) {
    throw new UnsupportedOperationException("to come");
  }
}
