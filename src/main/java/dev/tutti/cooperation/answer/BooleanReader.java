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
          "可以的",
          "当然",
          "当然是",
          "当然可以",
          "肯定",
          "肯定的",
          "存在",
          "有的",
          "能的",
          "行",
          "行的",
          "确实",
          "的确",
          "真命题",
          "能够",
          "应该",
          "应当",
          "同意",
          "没问题",
          "没有问题",
          "无误",
          "yup",
          "agree",
          "agreed",
          "possible",
          "not false",
          "1",
          "absolutely",
          "definitely",
          "certainly",
          "sure",
          "of course",
          "indeed",
          "i think so",
          "✅",
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
          "并非如此",
          "并不是",
          "并不",
          "当然不",
          "当然不是",
          "否定",
          "否定的",
          "不存在",
          "不可能",
          "不行",
          "假命题",
          "不能够",
          "不应该",
          "不应当",
          "不该",
          "不同意",
          "有误",
          "disagree",
          "impossible",
          "0",
          "never",
          "❌",
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
          "(?i)^(?:(i think so|of course(?!"
              + " not)|(?:absolutely|definitely|certainly|sure|indeed)(?=[,.!;]|$))|((?:absolutely|definitely|certainly|of"
              + " course|surely) not|not at all|i (?:do not|don't|don’t) think so|no way))|^(?:it"
              + " is |it's |that is |that's |this is |the statement is |the claim is |definitely"
              + " |absolutely ){0,4}(?:(yes(?! and no\\b)|yep|yeah|true|correct|(?<=that's |that is"
              + " )right)|(no|nope|false|incorrect|wrong|not true|not correct|untrue))(?![\\w'-])"
              + "|^(?:(是的|对的|对(?=[,，。!;、\\s]|$)|正确|没错|是(?=[,，。!;、\\s]|$)|属实|成立|可以|当然(?!不)|没有(?:错|问题)|没问题|不是假|同意|应[该当](?!不)|会(?!不)|能(?!不)|能的|存在|有的|肯定"
              + "|确实|[会能行有](?=[,，。!;、\\s]|$)|[✓✔✅☑]|√(?![\\d(a-zπ]))|"
              + "(并非|并不|当然不|不可能|不行|不存在|否定|[✗✘❌✖]|×(?!\\d)|不是|不对|不正确|错误|错(?=[,，。!;、\\s]|$)|否|不成立|不会|不能|不可以|不应|不该|不同意|没有(?!错|问题|误)|不(?=[,，。!;、\\s]|$)))");
  private static final Pattern SAID =
      Pattern.compile(
          "(?i)\\b(?:is|are|was|be)\\s+(?:therefore |thus |indeed |definitely |clearly"
              + " )?(?:(true|correct)|(not true|not correct|false|incorrect|wrong|untrue))\\b"
              + "|(?:是|为|法|题|论|述|断|式|点|话|案|确|均|都|[:,，])\\s?"
              + "(?:(正确|对|真命题|真|成立|属实|肯定|存在)|(错误|错|假命题|假|否定))的?(?:[。,，;!]|$)"
              + "|(没有错误|没有错|无误)(?:[。,，;!]|$)|(有误|不正确|不对|不成立|不属实|不存在|并非如此|不是真的)的?(?:[。,，;!]|$)");

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

  /** Whether a piece is yes or no and nothing else. */
  static boolean isWord(String piece) {
    return word(piece).isPresent();
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
    if (!found.find()) {
      return Optional.empty();
    }
    for (int group = 1; group <= found.groupCount(); group += 2) {
      if (found.group(group) != null) {
        return Optional.of(true); // the odd ones are those of yes
      }
    }
    return Optional.of(false);
  }
}
