package dev.tutti.cooperation.answer;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Yes and no as answers, in English and Chinese: what is said first, or in the last sentence. */
final class BooleanReader {
  private static final int MOST_SENTENCES = 2;

  private static final Set<String> YES =
      Set.of(
          "yes",
          "y",
          "yep",
          "yeah",
          "true",
          "t",
          "correct",
          "right",
          "affirmative",
          "是",
          "是的",
          "对",
          "对的",
          "正确",
          "正确的",
          "真",
          "真的",
          "会",
          "会的",
          "能",
          "可以",
          "成立",
          "属实",
          "没错",
          "不错",
          "有",
          "√",
          "✓",
          "✔");
  private static final Set<String> NO =
      Set.of(
          "no",
          "n",
          "nope",
          "nah",
          "false",
          "f",
          "incorrect",
          "wrong",
          "negative",
          "否",
          "不",
          "不是",
          "不是的",
          "不对",
          "错",
          "错的",
          "错误",
          "错误的",
          "假",
          "假的",
          "不正确",
          "不会",
          "不能",
          "不可以",
          "不成立",
          "不属实",
          "没有",
          "×",
          "✗",
          "✘");

  private static final Pattern BEGIN =
      Pattern.compile(
          "(?i)^(?:it is |it's |that is |that's |this is |the statement is |the claim is"
              + " |definitely |absolutely"
              + " ){0,4}(?:(yes|yep|yeah|true|correct)|(no|nope|false|incorrect|wrong|not true|not"
              + " correct|untrue))(?![\\w'-])"
              + "|^(?:(是的|对的|对(?=[,，。!;、\\s]|$)|正确|没错|是(?=[,，。!;、\\s]|$)|属实|成立)|"
              + "(不是|不对|不正确|错误|错(?=[,，。!;、\\s]|$)|否|不成立|不会|不能|不可以|没有|不(?=[,，。!;、\\s]|$)))");
  private static final Pattern SAID =
      Pattern.compile(
          "(?i)\\b(?:is|are|was|be)\\s+(?:therefore |thus |indeed |definitely |clearly"
              + " )?(?:(true|correct)|(not true|not correct|false|incorrect|wrong|untrue))\\b"
              + "|(?:是|为)(?:(正确|对|真|成立|属实)|(错误|错|假|不正确|不对|不成立))(?:的)?(?:[。,]|$)");

  private BooleanReader() {}

  /** Answer and the words that it stands in. */
  record Answer(boolean yes, String quote) {}

  /** Answer of a text; empty where none can be read. */
  static Optional<Answer> read(FinalAnswer text) {
    for (var piece : text.marked()) {
      var found = word(piece).or(() -> begin(piece));
      if (found.isPresent()) {
        return found.map(yes -> new Answer(yes, piece));
      }
    }
    var bare = FinalAnswer.bare(text.whole());
    var found = word(bare).or(() -> begin(bare));
    if (found.isPresent()) {
      return found.map(yes -> new Answer(yes, bare));
    }
    for (var sentence : text.lastSentences(MOST_SENTENCES)) {
      var said = word(sentence).or(() -> begin(sentence)).or(() -> said(sentence));
      if (said.isPresent()) {
        return said.map(yes -> new Answer(yes, sentence));
      }
    }
    return Optional.empty();
  }

  /** Answer that a text is, with nothing around it but a reason; a letter alone is none. */
  static boolean isAlone(String text) {
    var bare = FinalAnswer.bare(text);
    return (bare.length() > 1
            || Character.isIdeographic(bare.codePointAt(0))
            || "√✓✔×✗✘".contains(bare))
        && word(bare).or(() -> begin(bare)).isPresent();
  }

  private static Optional<Boolean> word(String piece) {
    var lower = piece.toLowerCase(Locale.ROOT);
    return YES.contains(lower)
        ? Optional.of(true)
        : NO.contains(lower) ? Optional.of(false) : Optional.empty();
  }

  private static Optional<Boolean> begin(String piece) {
    return first(BEGIN, piece);
  }

  private static Optional<Boolean> said(String sentence) {
    return first(SAID, sentence);
  }

  private static Optional<Boolean> first(Pattern pattern, String text) {
    var found = pattern.matcher(text);
    return found.find()
        ? Optional.of(found.group(1) != null || found.group(3) != null)
        : Optional.empty();
  }
}
