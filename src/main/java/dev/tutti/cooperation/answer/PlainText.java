package dev.tutti.cooperation.answer;

import java.text.Normalizer;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts of models without what says nothing: reasoning in {@code <think>}, LaTeX, Markdown, wide
 * and composed characters. What is long is cut in its middle, as answers stand at either end.
 */
final class PlainText {
  private static final int MOST_HEAD = 4_096;
  private static final int MOST_TAIL = 12_288;

  private static final String THINKING = "<think>";
  private static final String THOUGHT = "</think>";

  /** Composed fractions, runs of raised digits, and blanks that separate thousands. */
  private static final Pattern MARKS =
      Pattern.compile("([¼-¾⅐-⅞])|([¹²³⁰⁴-⁹⁺⁻]+)|(?<=\\d)[\\u00a0\\u2007\\u2009\\u202f](?=\\d{3})");

  private static final Pattern FRACTION =
      Pattern.compile("\\\\[dt]?frac\\s*(?:\\{([^{}]*)}|(\\w))\\s*(?:\\{([^{}]*)}|(\\w))");
  private static final Pattern ABOVE = Pattern.compile("-?[\\w.,√π]*");

  /** What is one factor, so that a fraction means the same without brackets around it. */
  private static final Pattern BELOW = Pattern.compile("-?(?:[\\d.,]*|√\\d+|[A-Za-zπ])");

  /** Roots, in LaTeX and as they are typed. */
  private static final Pattern ROOT =
      Pattern.compile("\\\\?sqrt\\s?(?:\\{([^{}]*)}|\\(([^()]*)\\)|(\\w))");

  /** Mark before a fraction, which is a blank behind a whole number. */
  private static final String GLUE = "\u0001";

  private static final Pattern PART = Pattern.compile("(?<=[\\d)])" + GLUE);
  private static final Pattern ROOT_OF_ONE = Pattern.compile("\\d+|[A-Za-z]");
  private static final Pattern TAGS = Pattern.compile("(?i)<(/?)answer>");
  private static final Pattern MATH = Pattern.compile("\\$(?=\\S)([^$\\n]*?)(?<=\\S)\\$(?!\\d)");
  private static final Pattern WRAPPING =
      Pattern.compile("\\\\(?:text|mathrm|mathbf|textbf|textit|operatorname|mbox)\\s*\\{([^{}]*)}");
  private static final Pattern CALCULATION = Pattern.compile("<<[^<>\\n]*>>");

  /** Blanks of which forms of answers would try every part. */
  private static final Pattern LONG_BLANKS = Pattern.compile("\\s{9,}");

  private static final Pattern EMPHASIS = Pattern.compile("\\*\\*|__|`");

  /** Commands of LaTeX and what they look like, in this order. */
  private static final List<String[]> COMMANDS =
      List.of(
          new String[] {"\\left", ""},
          new String[] {"\\right", ""},
          new String[] {"\\times", "×"},
          new String[] {"\\cdot", "·"},
          new String[] {"\\approx", "≈"},
          new String[] {"\\infty", "∞"},
          new String[] {"\\pm", "±"},
          new String[] {"\\geqslant", "≥"},
          new String[] {"\\leqslant", "≤"},
          new String[] {"\\geq", "≥"},
          new String[] {"\\leq", "≤"},
          new String[] {"\\neq", "≠"},
          new String[] {"\\ge", "≥"},
          new String[] {"\\le", "≤"},
          new String[] {"\\cup", "∪"},
          new String[] {"\\log", " log "},
          new String[] {"\\ln", " ln "},
          new String[] {"\\sin", "sin "},
          new String[] {"\\cos", "cos "},
          new String[] {"\\tan", "tan "},
          new String[] {"^{\\circ}", "°"},
          new String[] {"^\\circ", "°"},
          new String[] {"\\degree", "°"},
          new String[] {"\\%", "%"},
          new String[] {"\\$", "$"},
          new String[] {"\\{", "{"},
          new String[] {"\\}", "}"},
          new String[] {"{,}", ","},
          new String[] {"\\quad", " "},
          new String[] {"\\,", " "},
          new String[] {"\\;", " "},
          new String[] {"\\!", ""},
          new String[] {"\\ ", " "},
          new String[] {"\\(", ""},
          new String[] {"\\)", ""},
          new String[] {"\\[", ""},
          new String[] {"\\]", ""});

  private PlainText() {}

  /** Text without reasoning; not changed otherwise. */
  static String said(String text) {
    int end = text.lastIndexOf(THOUGHT);
    var said = end < 0 ? text : text.substring(end + THOUGHT.length());
    int open = said.indexOf(THINKING);
    return (open < 0 ? said : said.substring(0, open)).strip(); // it may break off while it thinks
  }

  /** Beginning and end of a long text, as answers stand at either. */
  static String ends(String said) {
    return said.length() <= MOST_HEAD + MOST_TAIL
        ? said
        : said.substring(0, MOST_HEAD) + "\n" + said.substring(said.length() - MOST_TAIL);
  }

  /** Text as it would be typed: NFKC, without LaTeX, emphasis and long runs of blanks. */
  static String of(String said) {
    var text = isAscii(said) ? said : composed(said);
    if (text.indexOf('<') >= 0) {
      text = CALCULATION.matcher(text).replaceAll("");
      text = TAGS.matcher(text).replaceAll(tag -> tag.group(1).isEmpty() ? "\nanswer: " : "\n");
    }
    text = withRoots(text);
    if (text.indexOf('\\') >= 0) {
      text = withoutCommands(text);
    }
    if (text.indexOf('$') != text.lastIndexOf('$')) {
      text = MATH.matcher(text).replaceAll("$1");
    }
    boolean emphasis = text.contains("**") || text.contains("__") || text.indexOf('`') >= 0;
    text = emphasis ? EMPHASIS.matcher(text).replaceAll("") : text;
    return LONG_BLANKS.matcher(text).replaceAll(PlainText::blank);
  }

  private static String blank(MatchResult run) {
    return run.group().indexOf('\n') >= 0 ? "\n" : " ";
  }

  private static String withRoots(String text) {
    return text.contains("sqrt") ? ROOT.matcher(text).replaceAll(PlainText::root) : text;
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  private static String composed(String text) {
    var marked = MARKS.matcher(text).replaceAll(PlainText::spaced);
    return Normalizer.normalize(marked, Normalizer.Form.NFKC)
        .replace('\u2044', '/')
        .replace('\u2212', '-')
        .replace('\u2013', '-')
        .replace('\uFE63', '-');
  }

  /** Fractions apart from the digits before them, powers with their sign. */
  private static String spaced(MatchResult mark) {
    return mark.group(1) != null
        ? " " + mark.group(1)
        : mark.group(2) != null ? "^" + mark.group(2) : "";
  }

  private static String withoutCommands(String latex) {
    var text = WRAPPING.matcher(latex).replaceAll("$1").replace("\\pi", "π");
    text = withRoots(FRACTION.matcher(text).replaceAll(PlainText::fraction));
    text = PART.matcher(text).replaceAll(" ").replace(GLUE, "");
    for (var command : COMMANDS) {
      text = text.replace(command[0], command[1]);
    }
    return text;
  }

  private static String root(MatchResult found) {
    var of =
        found.group(1) != null
            ? found.group(1)
            : found.group(2) != null ? found.group(2) : found.group(3);
    boolean one = ROOT_OF_ONE.matcher(of.strip()).matches();
    return Matcher.quoteReplacement(one ? "√" + of.strip() : "√(" + of + ")");
  }

  private static String fraction(MatchResult found) {
    var upper = found.group(1) == null ? found.group(2) : found.group(1);
    var lower = found.group(3) == null ? found.group(4) : found.group(3);
    boolean simple = ABOVE.matcher(upper).matches() && BELOW.matcher(lower).matches();
    return Matcher.quoteReplacement(
        GLUE + (simple ? upper + "/" + lower : "(" + upper + ")/(" + lower + ")"));
  }
}
