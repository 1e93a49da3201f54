package dev.tutti.cooperation.answer;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Letters of options as answers: one or several, sorted, such as {@code ACD}. A letter counts where
 * it is written as a label; an article, or a letter in the middle of a sentence, is none.
 */
final class ChoiceReader {
  private static final int LONGEST_LIST = 60;
  private static final int MOST_SENTENCES = 2;

  /** Last letter that a list without anything between its letters may have. */
  private static final char LAST = 'K';

  private static final Pattern AND = Pattern.compile("(?i)\\sand\\s");
  private static final Pattern LIST = Pattern.compile("[\\[{].*[]}]");
  private static final Pattern QUOTES = Pattern.compile("[\\[\\]{}\"']");
  private static final Pattern SEPARATOR = Pattern.compile("[,;、/+&和与及()\\[\\]]");

  /** Words before the letters. */
  private static final String WORDS =
      "(?:(?:(?i:therefore|thus|hence|so|clearly|obviously|probably|most\\slikely|definitely)\\b,?\\s*|所以|因此|故))?"
          + "(?:(?i:it\\s?(?:is|'s)|i(?:'d|\\swould|'ll|\\swill)?\\s(?:go\\swith|choose|pick|select|say|vote\\sfor)"
          + "|both|all\\sof)\\s+)?"
          + "(?:(?i:(?:the\\s+)?(?:correct\\s+|right\\s+)?(?:options?|choices?|answers?|letters?|statements?)\\s*:?\\s*)"
          + "|正确的(?:选项|答案)?(?:是|为|有)?:?|选项?|选择)?";

  /** Words behind letters that say that they are right. */
  private static final String RIGHT =
      "(?:\\s?(?:两|三|四)?(?:项|选项|者)?\\s?(?:都|均|全)?(?:是|为)?(?:正确|对)?的?"
          + "|\\s+(?i:(?:is|are)\\s(?:both\\s|all\\s)?(?:correct|right|true)))?";

  private static final String LETTER = "[(\\[]?[A-Za-z][)\\]]?";
  private static final String BETWEEN = "(?:\\s*[,;、/+&和与及]\\s*(?:and\\s+)?|\\s+and\\s+|\\s+)?";

  /** Letters and nothing else: {@code (B)}, {@code A, C and D}, A、C, {@code ABD}. */
  private static final Pattern LETTERS =
      Pattern.compile(
          "(?i)^" + WORDS + "(" + LETTER + "(?:" + BETWEEN + LETTER + "){0,11}?)" + RIGHT + "$");

  /** A label with what it stands for: {@code B. Paris}, {@code (B) Paris}, {@code B: Paris}, B项. */
  private static final Pattern LABELLED =
      Pattern.compile(
          "^"
              + WORDS
              + "(?:[(\\[]\\s?([A-Za-z])\\s?[)\\]](?=\\s|[:.,]|[^\\x00-\\x7F]|$)"
              + "|([A-Z])(?:\\s?[).:、]|\\s-\\s)(?![A-Za-z]\\.)|([A-Z])\\s?(?:(?:项|选项)(?!\\s?(?:错|不|是错|均|都))|是?正确|是?对))");

  /** A letter that a sentence goes on from: {@code B, because}, {@code C is correct}. */
  private static final Pattern REASONED =
      Pattern.compile(
          "^"
              + WORDS
              + "([A-Z])(?:\\s*[,;。(]|\\s+(?:because|since|as|is(?!\\s(?:not|wrong|incorrect|false|untrue)\\b)|due|which|given)\\b"
              + "|\\s?(?=[^\\x00-\\x7F错不误是项均都或和])|\\s?(?=是(?!错|不))|\\s?(?=均(?!错|不)))");

  private static final Pattern REVERSED =
      Pattern.compile(
          "(?:[(\\[]([A-Z])[)\\]]|\\b([A-Z]))\\s?(?:(?:is|are)\\s(?:the\\s)?(?:correct|right|best)"
              + "|(?:选项|项)?(?:是|为)?(?:正确|对的))");
  private static final Pattern BRACKETED = Pattern.compile("[(\\[]([A-Z])[)\\]]");
  private static final Pattern BLANKS = Pattern.compile("\\h+");
  private static final Pattern LEADING =
      Pattern.compile("^(?:it is|it's|that is|that's|they are|这是|那是|应该是|就是|是)\\s*");
  private static final Pattern OPTION =
      Pattern.compile(
          "(?m)(?:^|[\\s(])([A-Z])\\s?[).:、] ?([^\\n]*?) ?(?=$|\\s\\(?[A-Z]\\s?[).:、])");

  private ChoiceReader() {}

  /** Letters and the words that they stand in. */
  record Answer(String letters, String quote) {}

  /** Answer of a text; empty where none can be read, or where the question has no such option. */
  static Optional<Answer> read(FinalAnswer text, String question) {
    var last = last(question);
    return any(text, question).filter(found -> last.isEmpty() || isAmong(found, last));
  }

  private static boolean isAmong(Answer found, String last) {
    return found.letters.chars().allMatch(letter -> letter <= last.charAt(0));
  }

  /** Last label of the options that a question shows; empty where it shows none. */
  private static String last(String question) {
    var labels = labels(question);
    return isList(labels) ? labels.last() : "";
  }

  private static Optional<Answer> any(FinalAnswer text, String question) {
    var bare = FinalAnswer.bare(text.whole());
    var whole = letters(bare);
    if (whole.isPresent()) {
      return whole.map(found -> new Answer(found, bare));
    }
    for (var piece : text.marked()) {
      var found = letters(piece).or(() -> begin(piece)).or(() -> reversed(piece));
      if (found.isPresent()) {
        return found.map(letters -> new Answer(letters, piece));
      }
    }
    if (text.isShort()) {
      var found = begin(bare);
      if (found.isPresent()) {
        return found.map(letters -> new Answer(letters, bare));
      }
    }
    for (var sentence : text.lastSentences(MOST_SENTENCES)) {
      var found =
          letters(sentence)
              .or(() -> begin(sentence))
              .or(() -> reversed(sentence))
              .or(() -> bracketed(sentence));
      if (found.isPresent()) {
        return found.map(letters -> new Answer(letters, sentence));
      }
    }
    return named(text, question);
  }

  /**
   * Letters that a text is, with nothing around them. Several without anything between them are a
   * word unless they are in their order.
   */
  static boolean isAlone(String text) {
    var bare = FinalAnswer.bare(text);
    var found = letters(bare);
    return found.isPresent()
        && bare.equals(bare.toUpperCase(Locale.ROOT))
        && (bare.length() > found.get().length() || bare.equals(found.get()));
  }

  /** Whether a question shows options: at least A and B. */
  static boolean showsOptions(String question) {
    return isList(labels(question));
  }

  private static boolean isList(Set<String> labels) {
    return labels.contains("A") && labels.contains("B");
  }

  private static SortedSet<String> labels(String question) {
    var labels = new TreeSet<String>();
    if (!question.isEmpty()) {
      var options = options(question);
      while (options.find()) {
        labels.add(options.group(1));
      }
    }
    return labels;
  }

  private static Matcher options(String question) {
    var plain = PlainText.of(PlainText.ends(question));
    return OPTION.matcher(BLANKS.matcher(plain).replaceAll(" "));
  }

  private static Optional<String> letters(String piece) {
    if (piece.length() > LONGEST_LIST) {
      return Optional.empty();
    }
    var bare = LIST.matcher(piece).matches() ? QUOTES.matcher(piece).replaceAll("") : piece;
    var found = LETTERS.matcher(bare);
    return found.matches() ? sorted(found.group(1)) : Optional.empty();
  }

  /** The letters of a list; a word such as {@code CAN} is none. */
  private static Optional<String> sorted(String list) {
    var words = AND.matcher(list).replaceAll(" ");
    var letters = new TreeSet<Character>();
    int count = 0;
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      if (Character.isLetter(c) && c < 0x80) {
        letters.add(Character.toUpperCase(c));
        count++;
      }
    }
    boolean many = count > 1;
    boolean written = words.equals(words.toUpperCase(Locale.ROOT));
    boolean separated = SEPARATOR.matcher(words).find();
    if (count != letters.size() || (many && !(written && (separated || letters.last() <= LAST)))) {
      return Optional.empty();
    }
    var sorted = new StringBuilder();
    letters.forEach(sorted::append);
    return Optional.of(sorted.toString());
  }

  private static Optional<String> begin(String piece) {
    return first(LABELLED, piece).or(() -> first(REASONED, piece));
  }

  private static Optional<String> reversed(String piece) {
    return first(REVERSED, piece);
  }

  private static Optional<String> bracketed(String sentence) {
    var letters = new TreeSet<String>();
    var found = BRACKETED.matcher(sentence);
    while (found.find()) {
      letters.add(found.group(1));
    }
    return letters.size() == 1 ? Optional.of(letters.first()) : Optional.empty();
  }

  private static Optional<String> first(Pattern pattern, String text) {
    var found = pattern.matcher(text);
    if (!found.find()) {
      return Optional.empty();
    }
    for (int group = 1; group <= found.groupCount(); group++) {
      if (found.group(group) != null) {
        return Optional.of(found.group(group).toUpperCase(Locale.ROOT));
      }
    }
    return Optional.empty();
  }

  /** Letter of the one option whose words the answer is. */
  private static Optional<Answer> named(FinalAnswer text, String question) {
    var said = text.marked().isEmpty() ? text.whole() : text.marked().getFirst();
    var words = LEADING.matcher(WordForm.of(said)).replaceFirst("");
    if (question.isEmpty() || words.isEmpty()) {
      return Optional.empty();
    }
    var letters = new TreeSet<String>();
    var options = options(question);
    while (options.find()) {
      if (WordForm.of(options.group(2)).equals(words)) {
        letters.add(options.group(1));
      }
    }
    return letters.size() == 1 ? Optional.of(new Answer(letters.first(), said)) : Optional.empty();
  }
}
