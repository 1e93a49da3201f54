package dev.tutti.cooperation.answer;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Words without case, punctuation at their ends and needless blanks. */
final class WordForm {
  private static final Pattern BLANKS = Pattern.compile("[\\s\\u00a0]+");

  /** Texts that say nothing, in this form. */
  private static final Set<String> NOTHING =
      Set.of(
          "",
          "?",
          "-",
          "--",
          "...",
          "…",
          "n/a",
          "na",
          "none",
          "null",
          "unknown",
          "i don't know",
          "i do not know",
          "i dont know",
          "not sure",
          "i'm not sure",
          "i am not sure",
          "no idea",
          "no answer",
          "cannot be determined",
          "can't be determined",
          "cannot determine",
          "it cannot be determined",
          "cannot say",
          "不知道",
          "我不知道",
          "不确定",
          "我不确定",
          "无法确定",
          "无法判断",
          "无法回答",
          "不清楚",
          "未知",
          "不详",
          "无");

  private static final int LONGEST_NOTHING = 60;

  private WordForm() {}

  /** Form of a text that is typed plainly. */
  static String of(String plain) {
    return BLANKS
        .matcher(FinalAnswer.bare(plain).replace('’', '\''))
        .replaceAll(" ")
        .toLowerCase(Locale.ROOT)
        .replace("ß", "ss");
  }

  /** Whether a text is no answer. */
  static boolean saysNothing(String plain) {
    return plain.length() <= LONGEST_NOTHING && NOTHING.contains(of(plain));
  }
}
