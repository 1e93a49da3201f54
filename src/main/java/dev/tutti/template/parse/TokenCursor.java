package dev.tutti.template.parse;

import dev.tutti.template.api.TemplateException;
import dev.tutti.template.parse.Token.Kind;
import java.util.List;

/** The tokens of a file, read one after another. */
final class TokenCursor {
  private final List<Token> all;
  private int at;

  TokenCursor(List<Token> all) {
    this.all = all;
  }

  Token current() {
    return all.get(at);
  }

  Token next() {
    return all.get(Math.min(at + 1, all.size() - 1));
  }

  /** The current token; the one after it is current from now on. */
  Token take() {
    var token = all.get(at);
    if (at < all.size() - 1) {
      at++;
    }
    return token;
  }

  boolean skipName(String name) {
    boolean found = current().isName(name);
    if (found) {
      take();
    }
    return found;
  }

  boolean skipOperator(String operator) {
    boolean found = current().isOperator(operator);
    if (found) {
      take();
    }
    return found;
  }

  Token expect(Kind kind, String expected) {
    if (!current().is(kind)) {
      throw unexpected(expected);
    }
    return take();
  }

  void expectOperator(String operator) {
    if (!skipOperator(operator)) {
      throw unexpected("'" + operator + "'");
    }
  }

  void expectName(String name) {
    if (!skipName(name)) {
      throw unexpected("'" + name + "'");
    }
  }

  /** A name of the author's choice, interned. */
  String expectName() {
    return expect(Kind.NAME, "a name").text().intern();
  }

  TemplateException unexpected(String expected) {
    return refuse("unexpected %s (expected: %s)".formatted(current().title(), expected));
  }

  TemplateException refuse(String problem) {
    return TemplateException.syntax(current().position(), problem);
  }
}
