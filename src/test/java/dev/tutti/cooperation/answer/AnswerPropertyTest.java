package dev.tutti.cooperation.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** An answer equals itself in any writing, and different numbers never meet. */
class AnswerPropertyTest {
  private static final String[] DIGITS = "零一二三四五六七八九".split("");
  private static final String[] UNITS = {"", "十", "百", "千"};

  private static boolean meet(AnswerType type, String first, String second) {
    var panel = AnswerPanel.of(AnswerQuestion.unknown(type), List.of(first, second));
    return panel.canonical(0).isPresent() && panel.canonical(0).equals(panel.canonical(1));
  }

  @Provide
  Arbitrary<BigDecimal> decimals() {
    return Arbitraries.bigDecimals()
        .between(new BigDecimal("-1e12"), new BigDecimal("1e12"))
        .ofScale(6);
  }

  /** Writings of a decimal. */
  private static List<String> writings(BigDecimal number) {
    var plain = number.toPlainString();
    var grouped =
        String.format(Locale.ROOT, "%,.6f", number); // groups of thousands, all six decimals
    var percent = number.movePointRight(2).toPlainString();
    var stripped = number.stripTrailingZeros();
    var writings = new ArrayList<>(List.of(plain, grouped, percent + "%", percent + " percent"));
    writings.add(stripped.unscaledValue() + "e" + -stripped.scale());
    writings.add("The answer is " + plain + ".");
    writings.add("\\boxed{" + plain + "}");
    writings.add(plain.replace('-', '−'));
    writings.add("= " + plain);
    if (number.scale() > 0) {
      writings.add(number.unscaledValue() + "/" + BigInteger.TEN.pow(number.scale()));
    }
    if (number.signum() < 0 && number.abs().compareTo(new BigDecimal(1_000)) >= 0) {
      writings.add("(" + String.format(Locale.ROOT, "%,.6f", number.negate()) + ")");
    }
    return writings;
  }

  @Property(tries = 400)
  void a_number_equals_itself_in_any_writing(@ForAll("decimals") BigDecimal number) {
    for (var writing : writings(number)) {
      assertThat(meet(AnswerType.NUMBER, number.toPlainString(), writing)).as(writing).isTrue();
    }
  }

  @Property(tries = 400)
  void different_numbers_never_meet(
      @ForAll("decimals") BigDecimal number, @ForAll("decimals") BigDecimal other) {
    for (var writing : writings(other)) {
      boolean equal = number.compareTo(other) == 0;
      assertThat(meet(AnswerType.NUMBER, number.toPlainString(), writing))
          .as(number + " and " + writing)
          .isEqualTo(equal);
    }
  }

  @Property(tries = 400)
  void neighbours_never_meet(@ForAll("decimals") BigDecimal number) {
    var neighbour = number.add(new BigDecimal("0.000001"));
    assertThat(meet(AnswerType.NUMBER, number.toPlainString(), neighbour.toPlainString()))
        .isFalse();
  }

  @Property(tries = 500)
  void chinese_numerals_say_their_number(
      @ForAll @LongRange(min = 1, max = 9_999_9999) long number) {
    assertThat(meet(AnswerType.NUMBER, chinese(number), Long.toString(number)))
        .as(chinese(number))
        .isTrue();
  }

  /** The usual writing, with 零 for skipped places. */
  private static String chinese(long number) {
    if (number >= 10_000) {
      long low = number % 10_000;
      var high = chinese(number / 10_000) + "万";
      return low == 0 ? high : high + (low < 1_000 ? "零" : "") + chinese(low);
    }
    var text = new StringBuilder();
    boolean skipped = false;
    for (int place = 3; place >= 0; place--) {
      int digit = (int) (number / (long) Math.pow(10, place) % 10);
      if (digit > 0) {
        text.append(skipped && !text.isEmpty() ? "零" : "")
            .append(DIGITS[digit])
            .append(UNITS[place]);
      }
      skipped = digit == 0;
    }
    return text.toString();
  }

  @Property(tries = 300)
  void quantities_of_one_dimension_are_converted(
      @ForAll @IntRange(min = -9_999, max = 9_999) int number) {
    assertThat(meet(AnswerType.NUMBER, number + " km", number * 1_000L + " m")).isTrue();
    assertThat(meet(AnswerType.NUMBER, number + "斤", number * 500L + "克")).isTrue();
    assertThat(meet(AnswerType.NUMBER, number + " hours", number * 60L + "分钟")).isTrue();
    assertThat(meet(AnswerType.NUMBER, number + " km", number + " kg")).isFalse();
    assertThat(meet(AnswerType.NUMBER, number + " USD", number + " EUR")).isFalse();
  }

  @Property(tries = 300)
  void a_date_equals_itself_in_any_writing(
      @ForAll @LongRange(min = -20_000, max = 40_000) long days) {
    var date = LocalDate.ofEpochDay(days);
    for (var form :
        List.of(
            "yyyy/M/d",
            "yyyy.MM.dd",
            "yyyy年M月d日",
            "MMMM d, yyyy",
            "d MMM yyyy",
            "MM/dd/yyyy",
            "'the answer is' MMM d yyyy")) {
      var writing = DateTimeFormatter.ofPattern(form, Locale.ENGLISH).format(date);
      assertThat(meet(AnswerType.DATE, date.toString(), writing)).as(writing).isTrue();
      var next = DateTimeFormatter.ofPattern(form, Locale.ENGLISH).format(date.plusDays(1));
      assertThat(meet(AnswerType.DATE, date.toString(), next)).as(next).isFalse();
    }
  }

  @Provide
  Arbitrary<List<Character>> letters() {
    return Arbitraries.chars().range('A', 'H').list().uniqueElements().ofMinSize(1).ofMaxSize(5);
  }

  @Property(tries = 300)
  void letters_of_options_may_come_in_any_order(
      @ForAll("letters") List<Character> letters, @ForAll Random random) {
    var shuffled = new ArrayList<>(letters);
    Collections.shuffle(shuffled, random);
    var text = String.join("", shuffled.stream().map(String::valueOf).toList());
    var sorted = String.join("", letters.stream().sorted().map(String::valueOf).toList());
    for (var separator : List.of(", ", "、", " and ", "")) {
      var written = String.join(separator, shuffled.stream().map(String::valueOf).toList());
      assertThat(meet(AnswerType.CHOICE, sorted, "The answer is " + written + "."))
          .as(written)
          .isTrue();
    }
    if (letters.size() > 1) {
      assertThat(meet(AnswerType.CHOICE, sorted, text.substring(1))).isFalse();
    }
  }

  @Property(tries = 300)
  void the_order_of_answers_changes_nothing_but_places(
      @ForAll @IntRange(min = 0, max = 213) int from, @ForAll Random random) {
    var pairs = AnswerPair.all();
    var texts = new ArrayList<String>();
    for (int i = 0; i < 7; i++) {
      texts.add(pairs.get((from + i) % pairs.size()).first());
    }
    var shuffled = new ArrayList<>(texts);
    Collections.shuffle(shuffled, random);
    var panel = AnswerPanel.of(AnswerQuestion.of(""), texts);
    var other = AnswerPanel.of(AnswerQuestion.of(""), shuffled);
    assertThat(other.type()).isEqualTo(panel.type());
    assertThat(other.groups()).hasSameSizeAs(panel.groups());
    for (int i = 0; i < texts.size(); i++) {
      assertThat(other.canonical(shuffled.indexOf(texts.get(i)))).isEqualTo(panel.canonical(i));
    }
  }

  @Property(tries = 1_000)
  void any_text_is_read_or_abstains(@ForAll String text, @ForAll AnswerType type) {
    var panel = AnswerPanel.of(AnswerQuestion.unknown(type), List.of(text, text + "1"));
    assertThat(panel.type()).isNotEqualTo(AnswerType.AUTO);
    assertThat(panel.quote(0)).hasSizeLessThanOrEqualTo(200);
  }
}
