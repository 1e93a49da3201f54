package dev.tutti.template.parse;

import dev.tutti.template.api.TemplateException;
import java.util.Optional;

/** Resolver of backslash escapes in strings, as in Python. */
final class Escapes {
  private final SourceText source;
  private final int begin;
  private final String written;
  private final StringBuilder plain = new StringBuilder();
  private int at;

  private Escapes(SourceText source, int begin, int end) {
    this.source = source;
    this.begin = begin;
    this.written = source.text().substring(begin, end);
  }

  /** The characters that the part of the source between two quotes stands for. */
  static String resolve(SourceText source, int begin, int end) {
    return new Escapes(source, begin, end).resolve();
  }

  private String resolve() {
    while (at < written.length()) {
      char each = written.charAt(at++);
      if (each == '\\') {
        escape(written.charAt(at++));
      } else {
        plain.append(each);
      }
    }
    return plain.toString();
  }

  private void escape(char kind) {
    switch (kind) {
      case '\n' -> {}
      case '\\', '\'', '"' -> plain.append(kind);
      case 'a' -> plain.append('\u0007');
      case 'b' -> plain.append('\b');
      case 'f' -> plain.append('\f');
      case 'n' -> plain.append('\n');
      case 'r' -> plain.append('\r');
      case 't' -> plain.append('\t');
      case 'v' -> plain.append('\u000b');
      case 'x' -> code(2);
      case 'u' -> code(4);
      case 'U' -> code(8);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> octal();
      case 'N' -> throw refuse("\\N{...} is not supported (use \\u)");
      default -> unknown(kind);
    }
  }

  private void unknown(char kind) {
    if (kind >= 0x7f) {
      throw refuse("a backslash before '" + kind + "' (write two for a backslash)");
    }
    plain.append('\\').append(kind);
  }

  private void code(int digits) {
    var code =
        at + digits <= written.length()
            ? parse(written.substring(at, at + digits), 16)
            : Optional.<Integer>empty();
    at += digits;
    plain.appendCodePoint(
        code.filter(Character::isValidCodePoint)
            .orElseThrow(() -> refuse("an escape of " + digits + " hexadecimal digits")));
  }

  private void octal() {
    int from = at - 1;
    while (at < written.length() && at < from + 3 && "01234567".indexOf(written.charAt(at)) >= 0) {
      at++;
    }
    plain.appendCodePoint(Integer.parseInt(written.substring(from, at), 8));
  }

  private static Optional<Integer> parse(String digits, int radix) {
    boolean valid = digits.chars().allMatch(each -> Character.digit(each, radix) >= 0);
    long code = valid ? Long.parseLong(digits, radix) : Long.MAX_VALUE;
    return code <= Character.MAX_CODE_POINT ? Optional.of((int) code) : Optional.empty();
  }

  private TemplateException refuse(String problem) {
    return source.refuse(begin, "a string with " + problem);
  }
}
