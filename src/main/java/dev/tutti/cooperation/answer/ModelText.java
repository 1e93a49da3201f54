package dev.tutti.cooperation.answer;

import dev.tutti.cooperation.answer.number.Expressions;
import dev.tutti.cooperation.answer.number.Ordinals;
import dev.tutti.cooperation.answer.number.Quantity;
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
          computed()
              .or(this::ordinal)
              .or(
                  () ->
                      Optional.ofNullable(NumberReader.read(answer))
                          .map(found -> Reading.of(found.quantity(), found.quote())))
              .or(this::expression)
              .or(this::range);
      case DATE -> DateReader.read(answer).map(found -> new Reading(found.date(), found.quote()));
      case BOOLEAN ->
          BooleanReader.read(answer)
              .map(found -> new Reading(Boolean.toString(found.yes()), found.quote()));
      case JSON -> JsonReader.read(said).map(found -> new Reading(found, said));
      case CODE -> CodeReader.read(said).map(found -> new Reading(found, said));
      case PROSE, AUTO -> throw new IllegalArgumentException("type: " + type.word());
    };
  }

  /** Surest place of the answer: what is said to be it, else the whole. */
  private String piece() {
    return answer.marked().isEmpty() ? answer.whole() : answer.marked().getFirst();
  }

  /** An expression that can be computed, behind the last sign of equality; no part of a text. */
  private Optional<Reading> computed() {
    if (answer.marked().isEmpty() && !answer.isShort()) {
      return Optional.empty();
    }
    var piece = piece();
    int about = piece.indexOf('≈');
    var exact = about < 0 ? piece : piece.substring(0, about);
    return Expressions.of(FinalAnswer.bare(exact.substring(exact.lastIndexOf('=') + 1)))
        .map(value -> new Reading(value.canonical(), piece, value.quantity()));
  }

  private Optional<Reading> ordinal() {
    var piece = piece();
    var number = Ordinals.of(FinalAnswer.bare(piece));
    return number.isEmpty()
        ? Optional.empty()
        : Optional.of(Reading.of(Quantity.of(number.getAsInt()), piece));
  }

  /** An expression that no number is: with a root, π, or two signs. */
  private Optional<Reading> expression() {
    var piece = piece();
    var words = WordForm.of(piece);
    return NumberReader.isExpression(words)
        ? Optional.of(new Reading(MathForm.of(words), piece))
        : Optional.empty();
  }

  /** A range that the answer is, and no part of it. */
  private Optional<Reading> range() {
    var piece = piece();
    return QuantityRange.of(FinalAnswer.bare(piece)).map(form -> new Reading(form, piece));
  }

  /** Words of the answer: what the text ends with and says is it, else the whole. */
  String words() {
    var last =
        answer.marked().stream()
            .filter(piece -> FinalAnswer.bare(answer.whole()).endsWith(piece))
            .findFirst();
    var words = WordForm.of(last.orElse(answer.whole()));
    var ordinal = Ordinals.of(words);
    return ordinal.isEmpty() ? MathForm.of(words) : Ordinals.word(ordinal.getAsInt());
  }

  /** Some words on one line. */
  static String quote(String text) {
    var line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE - 3) + "...";
  }
}
