package dev.tutti.document.number;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What else a document says of how its numbers are read.
 *
 * @param caption caption or header that may name a scale and a unit
 * @param row header of the row, which may make an exception
 * @param decimal the decimal sign, when it is known
 * @param samples other numbers of the document, which show its decimal sign
 */
public record NumberSurroundings(
    @Nullable String caption,
    @Nullable String row,
    @Nullable String decimal,
    List<String> samples) {

  /** No surroundings. */
  public static final NumberSurroundings NONE = new NumberSurroundings(null, null, null, List.of());

  private static final Pattern COMMA =
      Pattern.compile("(?:^|[^\\d,])\\d{1,3}(?:[. ]\\d{3})+,\\d+$|(?:^|[^\\d,.])\\d+,\\d{1,2}$");

  /** So much of a caption or of a header is looked at, in characters. */
  private static final int LONGEST = 1_000;

  /** So much of the end of a sample is looked at, in characters. */
  private static final int LONGEST_SAMPLE = 60;

  public NumberSurroundings {
    caption = cut(caption);
    row = cut(row);
    samples = List.copyOf(samples);
  }

  private static @Nullable String cut(@Nullable String text) {
    return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }

  /** Surroundings of a cell. */
  public static NumberSurroundings of(@Nullable String caption, @Nullable String row) {
    return new NumberSurroundings(caption, row, null, List.of());
  }

  /** Whether nobody says which decimal sign there is. */
  boolean silent() {
    return decimal == null && samples.isEmpty();
  }

  boolean decimalComma() {
    if (decimal != null) {
      return decimal.equals(",");
    }
    return !samples.isEmpty() && samples.stream().allMatch(NumberSurroundings::hasComma);
  }

  private static boolean hasComma(String sample) {
    return COMMA.matcher(sample.substring(Math.max(0, sample.length() - LONGEST_SAMPLE))).find();
  }
}
