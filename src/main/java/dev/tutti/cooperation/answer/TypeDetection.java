package dev.tutti.cooperation.answer;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Type that answers have in common: the one that more than half of them have by their form alone,
 * or that their question asks for and more than half can be read as; else they are prose.
 */
final class TypeDetection {
  private static final Pattern ASKS_NUMBER =
      Pattern.compile(
          "(?i)\\bhow"
              + " (?:many|much|old|far|long|tall|fast)\\b|\\bcalculate\\b|多少|几[个只本人名位次张条件天年元米岁倍]|求值|计算");

  /** Types that are told by their form, those first that another could be taken for. */
  private static final List<AnswerType> FORMS =
      List.of(
          AnswerType.JSON,
          AnswerType.CODE,
          AnswerType.CHOICE,
          AnswerType.BOOLEAN,
          AnswerType.DATE,
          AnswerType.NUMBER);

  private TypeDetection() {}

  static AnswerType of(String question, List<ModelText> texts) {
    var told = texts.stream().filter(each -> !each.saysNothing()).toList();
    if (told.isEmpty()) {
      return AnswerType.PROSE;
    }
    boolean options = ChoiceReader.showsOptions(question);
    if (options && isMost(told, AnswerType.CHOICE, question)) {
      return AnswerType.CHOICE;
    }
    Map<AnswerType, Integer> counts = new EnumMap<>(AnswerType.class);
    told.forEach(each -> counts.merge(form(each), 1, Integer::sum));
    for (var type : FORMS) {
      if (counts.getOrDefault(type, 0) * 2 > told.size()) {
        return type;
      }
    }
    boolean number =
        ASKS_NUMBER.matcher(question).find() && isMost(told, AnswerType.NUMBER, question);
    return number ? AnswerType.NUMBER : AnswerType.PROSE;
  }

  private static boolean isMost(List<ModelText> texts, AnswerType type, String question) {
    return texts.stream().filter(each -> each.read(type, question).isPresent()).count() * 2
        > texts.size();
  }

  /** Type that a text has by its form; {@code PROSE} where it has none. */
  static AnswerType form(ModelText text) {
    if (JsonReader.isAlone(text.said())) {
      return AnswerType.JSON;
    }
    if (CodeReader.isFenced(text.said())) {
      return AnswerType.CODE;
    }
    for (var piece : text.answer().marked()) {
      var form = form(piece);
      if (form != AnswerType.PROSE) {
        return form;
      }
    }
    return text.answer().isShort() ? form(text.answer().whole()) : AnswerType.PROSE;
  }

  private static AnswerType form(String piece) {
    if (FinalAnswer.bare(piece).isEmpty() || piece.length() > FinalAnswer.SHORT) {
      return AnswerType.PROSE;
    }
    if (ChoiceReader.isAlone(piece)) {
      return AnswerType.CHOICE;
    }
    if (BooleanReader.isAlone(piece)) {
      return AnswerType.BOOLEAN;
    }
    if (DateReader.isAlone(piece)) {
      return AnswerType.DATE;
    }
    return NumberReader.alone(piece) == null && QuantityRange.of(FinalAnswer.bare(piece)).isEmpty()
        ? AnswerType.PROSE
        : AnswerType.NUMBER;
  }
}
