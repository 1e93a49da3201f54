package dev.tutti.selection.analysis;

/**
 * Structure of a prompt, counted in one pass: what it is made of, without any word being known. Of
 * a long prompt only the beginning and the end are counted, but its whole length counts. Immutable.
 *
 * @param characters length of the whole prompt
 * @param han Chinese characters
 * @param words words of letters
 * @param letters letters of these words
 * @param longWords words of nine letters and more
 * @param numbers numbers in digits
 * @param digits their digits
 * @param mathSigns signs of arithmetic and mathematics, and commands of TeX
 * @param sentences ends of sentences
 * @param questions question marks
 * @param commas commas and what is like them
 * @param lines lines that are not blank
 * @param items lines that begin as those of a list do
 * @param options lines that begin as answers to choose from do
 * @param codeLines lines that look like code, fences included
 * @param rows lines that look like rows of a table
 * @param quotes quotation marks
 * @param stem characters before the first answer to choose from; all when there are none
 * @param optionCharacters characters of answers to choose from
 * @param numericOptions answers to choose from without a longer word
 * @param capitals words that begin with a capital letter
 * @param negations words that turn a question round
 * @param blanks gaps to fill in
 */
public record PromptShape(
    int characters,
    int han,
    int words,
    int letters,
    int longWords,
    int numbers,
    int digits,
    int mathSigns,
    int sentences,
    int questions,
    int commas,
    int lines,
    int items,
    int options,
    int codeLines,
    int rows,
    int quotes,
    int stem,
    int optionCharacters,
    int numericOptions,
    int capitals,
    int negations,
    int blanks) {
  private static final int HEAD = 6_000;
  private static final int TAIL = 2_000;

  /** The shape of a text. */
  public static PromptShape of(String text) {
    var counted =
        text.length() <= HEAD + TAIL
            ? text
            : text.substring(0, HEAD) + "\n" + text.substring(text.length() - TAIL);
    return new ShapeScan(counted).shape(text.length());
  }

  /** Number of features. */
  public static final int FEATURES = 29;

  /** The shape as numbers of similar size, always in the same order. */
  public double[] features() {
    double length = Math.max(1, characters);
    double terms = Math.max(1, words + han / 1.6);
    return new double[] {
      log(characters),
      log(terms),
      han / length,
      words == 0 ? 0 : (double) letters / words - 4,
      10.0 * longWords / terms,
      log(numbers),
      10.0 * digits / length,
      log(mathSigns),
      20.0 * mathSigns / length,
      log(sentences),
      terms / (sentences + 1) / 20,
      log(questions),
      log(commas),
      20.0 * commas / terms,
      log(lines),
      log(items),
      log(options),
      log(codeLines),
      log(rows),
      log(quotes),
      numbers > 0 && han == 0 && options == 0 ? log(numbers) : 0,
      options > 0 ? log(characters) / 2 : 0,
      log(stem),
      options > 0 ? log((double) optionCharacters / options) : 0,
      options > 0 ? 2.0 * numericOptions / options : 0,
      words > 0 ? 4.0 * capitals / words : 0,
      Math.min(2, negations),
      Math.min(2, blanks),
      log((double) characters / Math.max(1, lines))
    };
  }

  private static double log(double count) {
    return Math.log1p(count);
  }

  /** Words and Chinese words, roughly. */
  double terms() {
    return words + han / 1.6;
  }

  boolean isChinese() {
    return han * 3 > letters;
  }
}
