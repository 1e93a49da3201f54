package dev.tutti.template.parse;

import dev.tutti.template.api.TemplateException;
import dev.tutti.template.api.TemplatePosition;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Search for braces in an author's text that were meant to be a tag or an expression: full-width
 * ones, which input methods for Chinese write, an end without a beginning, and a blank between two
 * braces. A model would be told them literally. Braces that are balanced, as in JSON, are text.
 */
final class StrayBraces {
  private static final String AS_TEXT = " (as text, write it within raw)";
  private static final String NAME = "[\\p{L}_][\\w.]*";
  private static final int LONGEST = 200;

  /** At least one of the two is full-width. */
  private static final Pattern FULL_WIDTH = Pattern.compile("[｛{][｛％]|｛[{%]|[｝}]｝|｝\\}");

  private static final Pattern DIVIDED =
      Pattern.compile(
          "\\{[ \\t]{1,9}(?:\\{[ \\t]{0,9}%1$s[ \\t]{0,9}(?:\\|[^{}\\n]{0,80}+)?\\}[ \\t]{1,9}\\}|%%[ \\t]{0,9}(?:if|for|set|include|endif|endfor|else|elif)\\b)"
              .formatted(NAME),
          Pattern.UNICODE_CHARACTER_CLASS);

  /** One brace at the beginning, two at the end. */
  private static final Pattern HALF =
      Pattern.compile(
          "\\{[ \\t]{0,9}%s[ \\t]{0,9}(?:\\|[^{}\\n]{0,80}+)?".formatted(NAME),
          Pattern.UNICODE_CHARACTER_CLASS);

  private static final Map<Character, Character> ASCII =
      Map.of('｛', '{', '｝', '}', '％', '%', '“', '"', '”', '"', '‘', '\'', '’', '\'', '、', ',');

  private final Token token;
  private final String text;
  private int depth;
  private int opened;

  private StrayBraces(Token token, int depth) {
    this.token = token;
    this.text = token.text();
    this.depth = depth;
  }

  /**
   * Refuses what was meant to be something else than text.
   *
   * @param depth how many braces are open before the text
   * @return how many are open after it
   */
  static int check(Token token, int depth) {
    var stray = new StrayBraces(token, depth);
    stray.fullWidth();
    stray.divided();
    stray.unbalanced();
    return stray.depth;
  }

  /** The character to type instead, if an input method has written it; else itself. */
  static char ascii(char each) {
    boolean fullWidth = each >= '\uff01' && each <= '\uff5e';
    return ASCII.getOrDefault(each, fullWidth ? (char) (each - 0xfee0) : each);
  }

  private void fullWidth() {
    var found = FULL_WIDTH.matcher(text);
    while (found.find()) {
      var written = found.group();
      var typed = new StringBuilder();
      written.chars().forEach(each -> typed.append(ascii((char) each)));
      if (!written.contentEquals(typed)) {
        throw refuse(found.start(), written, typed.toString());
      }
    }
  }

  private void divided() {
    var found = DIVIDED.matcher(text);
    if (found.find()) {
      boolean tag = found.group().indexOf('%') >= 0;
      throw refuse(found.start(), found.group(), tag ? "{%" : "{{ ... }}");
    }
  }

  private void unbalanced() {
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      boolean closes = (each == '}' || each == '%') && text.startsWith("}", i + 1);
      if (closes && (depth == 0 || (depth == 1 && each == '}' && isHalf(i)))) {
        throw stray(i, each);
      }
      if (each == '{') {
        depth++;
        opened = i;
      } else if (each == '}') {
        depth = Math.max(0, depth - 1);
      }
    }
  }

  private boolean isHalf(int end) {
    return end - opened < LONGEST
        && text.charAt(opened) == '{'
        && HALF.matcher(text).region(opened, end).matches();
  }

  private TemplateException stray(int offset, char first) {
    var end = first + "}";
    return TemplateException.syntax(
        place(offset),
        "'%s' ends nothing (expected: '%s' before it)%s"
            .formatted(end, first == '}' ? "{{" : "{%", AS_TEXT));
  }

  private TemplateException refuse(int offset, String written, String typed) {
    return TemplateException.syntax(
        place(offset), "'%s' (expected: '%s')%s".formatted(written, typed, AS_TEXT));
  }

  /** The position in the source of a character of the text. */
  private TemplatePosition place(int offset) {
    int line = token.position().line();
    int from = 0;
    for (int i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) {
      line++;
      from = i + 1;
    }
    int column = text.codePointCount(from, offset) + (from == 0 ? token.position().column() : 1);
    return new TemplatePosition(token.position().file(), line, column);
  }
}
