package dev.tutti.template.parse;

import dev.tutti.template.api.Options;
import dev.tutti.template.parse.Token.Kind;
import dev.tutti.template.python.CodePoints;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lexer of templates, with the white space control of Jinja.
 *
 * <p>A minus sign at a tag takes all white space on its side. {@code trimBlocks} takes the newline
 * after a tag or comment, which a plus sign at its end prevents; {@code lstripBlocks} takes the
 * blanks before one that begins its line, which a plus sign at its beginning prevents. Expressions
 * are left alone by both options.
 */
final class Lexer {
  private static final Pattern BEGIN = Pattern.compile("\\{[%{#]");
  private static final Pattern RAW = Pattern.compile("\\{%([-+]?)\\s*raw\\s*(-?)%\\}");
  private static final Pattern END_RAW = Pattern.compile("\\{%([-+]?)\\s*endraw\\s*([-+]?)%\\}");

  private final SourceText source;
  private final String text;
  private final Options options;
  private final List<Token> tokens = new ArrayList<>();
  private final Markers markers;
  private final TagLexer tags;
  private boolean lineStarts = true;
  private int at;

  private Lexer(SourceText source, Options options) {
    this.source = source;
    this.text = source.text();
    this.options = options;
    this.markers = new Markers(source, tokens);
    this.tags = new TagLexer(source, tokens);
  }

  static List<Token> tokens(SourceText source, Options options) {
    return new Lexer(source, options).read();
  }

  private List<Token> read() {
    var begin = BEGIN.matcher(text);
    while (begin.find(at)) {
      int tag = begin.start();
      switch (text.charAt(tag + 1)) {
        case '%' -> tag(tag);
        case '{' -> expression(tag);
        default -> comment(tag);
      }
    }
    markers.text(at, text.length(), text.length());
    tokens.add(new Token(Kind.END, "", "", source.place(text.length())));
    return tokens;
  }

  private void tag(int tag) {
    var raw = RAW.matcher(text).region(tag, text.length());
    if (raw.lookingAt()) {
      raw(raw);
      return;
    }
    textBefore(tag, sign(tag + 2), true);
    tokens.add(new Token(Kind.TAG_BEGIN, "{%", "", source.place(tag)));
    int end = tags.read(afterSign(tag + 2), tag, "%}");
    tokens.add(new Token(Kind.TAG_END, "%}", "", source.place(end)));
    after(end, true);
  }

  private void expression(int tag) {
    textBefore(tag, sign(tag + 2), false);
    tokens.add(new Token(Kind.EXPRESSION_BEGIN, "{{", "", source.place(tag)));
    int end = tags.read(afterSign(tag + 2), tag, "}}");
    tokens.add(new Token(Kind.EXPRESSION_END, "}}", "", source.place(end)));
    after(end, false);
  }

  private void comment(int tag) {
    int begin = afterSign(tag + 2);
    textBefore(tag, sign(tag + 2), true);
    int end = text.indexOf("#}", begin);
    if (end < 0) {
      throw source.refuse(tag, "'#}' is missing");
    }
    boolean signed = end > begin && sign(end - 1) != ' ';
    after(signed ? end - 1 : end, true);
  }

  private void raw(Matcher raw) {
    textBefore(raw.start(), signOf(raw.group(1)), true);
    at = raw.end();
    if (!raw.group(2).isEmpty()) {
      skipSpace();
    }
    lineStarts = text.charAt(at - 1) == '\n';
    var end = END_RAW.matcher(text);
    if (!end.find(at)) {
      throw source.refuse(raw.start(), "'{% endraw %}' is missing");
    }
    int to = stripped(end.start(), signOf(end.group(1)), true);
    if (to > at) {
      tokens.add(new Token(Kind.RAW, text.substring(at, to), "", source.place(at)));
    }
    after(end.end() - 2 - end.group(2).length(), true);
  }

  private char sign(int offset) {
    char sign = offset < text.length() ? text.charAt(offset) : ' ';
    return sign == '-' || sign == '+' ? sign : ' ';
  }

  private static char signOf(String sign) {
    return sign.isEmpty() ? ' ' : sign.charAt(0);
  }

  private int afterSign(int offset) {
    return sign(offset) == ' ' ? offset : offset + 1;
  }

  private void textBefore(int tag, char sign, boolean block) {
    markers.text(at, stripped(tag, sign, block), tag);
  }

  /** The end of the text before a tag. */
  private int stripped(int tag, char sign, boolean block) {
    int to = tag;
    if (sign == '-') {
      while (to > at && CodePoints.isSpace(text.charAt(to - 1))) {
        to--;
      }
    } else if (sign != '+' && options.lstripBlocks() && block) {
      int line = Math.max(at, source.lineStart(tag));
      boolean begins = line > at || lineStarts;
      to = begins && isBlank(line, tag) ? line : tag;
    }
    return to;
  }

  private boolean isBlank(int from, int to) {
    return text.substring(from, to).codePoints().allMatch(CodePoints::isSpace);
  }

  /** Goes on after the end of a tag, which may begin with a sign. */
  private void after(int end, boolean block) {
    char sign = sign(end);
    at = (sign == ' ' ? end : end + 1) + 2;
    if (sign == '-') {
      skipSpace();
    } else if (block && sign != '+' && options.trimBlocks() && text.startsWith("\n", at)) {
      at++;
    }
    lineStarts = text.charAt(at - 1) == '\n';
  }

  private void skipSpace() {
    while (at < text.length() && CodePoints.isSpace(text.charAt(at))) {
      at++;
    }
  }
}
