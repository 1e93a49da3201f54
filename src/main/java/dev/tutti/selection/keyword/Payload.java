package dev.tutti.selection.keyword;

import java.util.regex.Pattern;

/**
 * Payload of a request: the text that something is to be done with, which says nothing of what is
 * to be done. It stands in code fences, in quotes, or after an instruction that ends in a colon, as
 * in {@code translate: ...}.
 */
final class Payload {
  /** Sign that stands where payload was. */
  static final char GONE = '\u0000';

  private static final String OPENING = "\"“「『‘'";
  private static final String CLOSING = "\"”」』’'";
  private static final int LONGEST_INSTRUCTION = 200;

  /** Work on a text that is given: what follows a colon is that text. */
  private static final Pattern TRANSLATING = Pattern.compile("翻译|译成|译为|译作|\\btranslat");

  private static final Pattern WORKING =
      Pattern.compile(
          "翻译|译成|译为|总结|摘要|概括|归纳|改写|重写|润色|校对|纠正|修改|扩写|缩写|提取|抽取|分类|判断|标注"
              + "|\\b(?:translat|summari[sz]|rewrit|paraphras|proofread|polish|correct|extract|classif|"
              + "label|shorten)");

  private static final Pattern GIVEN =
      Pattern.compile(
          "以下|下列|下面|如下|这段|这句|这篇|下文|\\b(?:following|below|this (?:text|sentence|paragraph|passage"
              + "|article|email))\\b");

  private final char[] text;

  private Payload(String folded) {
    this.text = folded.toCharArray();
  }

  /** A folded text with {@link #GONE} in place of its payload; itself when nothing else is left. */
  static String without(String folded) {
    var payload = new Payload(folded);
    payload.removeFences();
    payload.removeQuotes();
    payload.removeGiven();
    var rest = new String(payload.text);
    return rest.chars().allMatch(c -> c == GONE || !Character.isLetterOrDigit(c)) ? folded : rest;
  }

  private void clear(int from, int to) {
    for (int i = from; i < to; i++) {
      text[i] = GONE;
    }
  }

  private void removeFences() {
    int open = fence(0);
    while (open >= 0) {
      int close = fence(open + 3);
      int end = close < 0 ? text.length : close + 3;
      clear(open, end);
      open = fence(end);
    }
  }

  private int fence(int from) {
    for (int i = from; i + 2 < text.length; i++) {
      if (text[i] == '`' && text[i + 1] == '`' && text[i + 2] == '`') {
        return i;
      }
    }
    return -1;
  }

  private void removeQuotes() {
    int unclosed = 0; // kinds of quotes that nothing closes any more
    for (int i = 0; i < text.length; i++) {
      int kind = OPENING.indexOf(text[i]);
      if (kind >= 0 && (unclosed & 1 << kind) == 0 && opens(i)) {
        int end = closing(i, CLOSING.charAt(kind));
        if (end > 0) {
          clear(i, end + 1);
          i = end;
        } else {
          unclosed |= 1 << kind;
        }
      }
    }
  }

  /** Whether a quote may begin here, where an apostrophe does not. */
  private boolean opens(int at) {
    return text[at] != '\'' || at == 0 || !Character.isLetterOrDigit(text[at - 1]) || han(at - 1);
  }

  private boolean han(int at) {
    return Folding.isHan(text[at]);
  }

  /** Where the quote ends that begins here; -1 where it does not. */
  private int closing(int open, char mark) {
    for (int i = open + 1; i < text.length; i++) {
      boolean apostrophe =
          mark == '\''
              && i + 1 < text.length
              && Folding.isLetter(text[i + 1])
              && Folding.isLetter(text[i - 1]);
      if (text[i] == mark && !apostrophe) {
        return i;
      }
    }
    return -1;
  }

  /** Removes what follows an instruction to work on a text that is given. */
  private void removeGiven() {
    int from = 0;
    for (int i = 0; i < text.length && i - from < LONGEST_INSTRUCTION; i++) {
      if (text[i] == ':' || text[i] == '\n') {
        if (introduces(new String(text, from, i - from), text[i])) {
          clear(i + 1, text.length);
          return;
        }
        from = text[i] == '\n' ? i + 1 : from;
      }
    }
  }

  private static boolean introduces(String instruction, char end) {
    boolean given = GIVEN.matcher(instruction).find();
    return (end == ':' && TRANSLATING.matcher(instruction).find())
        || (given && WORKING.matcher(instruction).find());
  }
}
