package dev.tutti.cooperation.answer;

import java.util.Optional;

/**
 * Text of a model, ready to be read.
 *
 * @param said all but its reasoning
 * @param answer where its answer may stand
 */
record ModelText(String said, FinalAnswer answer) {
  private static final int LONGEST_QUOTE = 200;

  static ModelText of(String text) {
    var said = PlainText.said(text);
    return new ModelText(said, FinalAnswer.of(PlainText.ends(said)));
  }

  /** Whether it says nothing, or that it does not know. */
  boolean saysNothing() {
    var marked = answer.marked();
    return WordForm.saysNothing(answer.whole())
        || (!marked.isEmpty() && WordForm.saysNothing(marked.getFirst()));
  }

  /**
   * What it says, read as an answer of a type.
   *
   * @param type neither {@code AUTO} nor {@code PROSE}
   * @return empty where nothing can be read
   */
  Optional<Reading> read(AnswerType type, String question) {
    return switch (type) {
      case CHOICE ->
          ChoiceReader.read(answer, question)
              .map(found -> new Reading(found.letters(), found.quote()));
      case NUMBER ->
          Optional.ofNullable(NumberReader.read(answer))
              .map(found -> Reading.of(found.quantity(), found.quote()));
      case DATE -> DateReader.read(answer).map(found -> new Reading(found.date(), found.quote()));
      case BOOLEAN ->
          BooleanReader.read(answer)
              .map(found -> new Reading(Boolean.toString(found.yes()), found.quote()));
      case JSON -> JsonReader.read(said).map(found -> new Reading(found, said));
      case CODE -> CodeReader.read(said).map(found -> new Reading(found, said));
      case PROSE, AUTO -> throw new IllegalArgumentException("type: " + type.word());
    };
  }

  /** Words of the answer: what the text ends with and says is it, else the whole. */
  String words() {
    var last =
        answer.marked().stream()
            .filter(piece -> FinalAnswer.bare(answer.whole()).endsWith(piece))
            .findFirst();
    return WordForm.of(last.orElse(answer.whole()));
  }

  /** Some words on one line. */
  static String quote(String text) {
    var line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE - 3) + "...";
  }
}
