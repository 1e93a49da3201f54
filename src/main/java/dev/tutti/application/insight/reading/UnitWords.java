package dev.tutti.application.insight.reading;

import dev.tutti.application.insight.series.SeriesUnit;
import dev.tutti.document.number.NumberGrammar;
import dev.tutti.document.number.NumberKind;
import dev.tutti.document.number.NumberMention;
import dev.tutti.document.number.NumberSurroundings;
import dev.tutti.document.number.NumberUnit;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Units as readers write them, with their scale. */
final class UnitWords {
  private static final Map<Integer, String> CHINESE =
      Map.of(3, "千", 4, "万", 6, "百万", 7, "千万", 8, "亿");
  private static final Map<Integer, String> ENGLISH =
      Map.of(3, "thousand", 6, "million", 9, "billion", 12, "trillion");

  private UnitWords() {}

  /** Unit that header and caption give plain numbers. */
  static SeriesUnit around(@Nullable String caption, String header) {
    NumberMention one = NumberGrammar.cell("1.5", NumberSurroundings.of(caption, header));
    return one == null ? SeriesUnit.NONE : of(one);
  }

  /** Unit of a number. */
  static SeriesUnit of(NumberMention number) {
    if (number.kind() == NumberKind.PERCENT || number.kind() == NumberKind.POINTS) {
      return SeriesUnit.PERCENT;
    }
    return of(number.unit());
  }

  /** Unit with its scale. */
  static SeriesUnit of(NumberUnit unit) {
    String printed = printed(unit);
    return new SeriesUnit(printed.isEmpty() ? null : printed, unit.scale(), false);
  }

  /** Unit without its scale. */
  static SeriesUnit base(NumberUnit unit) {
    return new SeriesUnit(
        unit.name() == null ? unit.currency() : unit.name(), BigDecimal.ONE, false);
  }

  private static String printed(NumberUnit unit) {
    String name = unit.name() == null ? Objects.toString(unit.currency(), "") : unit.name();
    int power = power(unit.scale());
    if (power == 0) {
      return name;
    }
    boolean chinese = name.isEmpty() || name.codePoints().anyMatch(Character::isIdeographic);
    if (chinese && CHINESE.containsKey(power)) {
      return CHINESE.get(power) + name;
    }
    return (ENGLISH.getOrDefault(power, "x" + unit.scale().toPlainString()) + " " + name).strip();
  }

  private static int power(BigDecimal scale) {
    BigDecimal plain = scale.stripTrailingZeros();
    return plain.unscaledValue().intValue() == 1 ? -plain.scale() : 0;
  }
}
