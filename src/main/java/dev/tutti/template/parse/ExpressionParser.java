package dev.tutti.template.parse;

import dev.tutti.template.parse.Token.Kind;
import dev.tutti.template.tree.Atom;
import dev.tutti.template.tree.Calculation;
import dev.tutti.template.tree.Expr;
import dev.tutti.template.tree.Logic;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Expressions with the precedence of Jinja: inline if, or, and, not, comparisons, {@code + -},
 * {@code ~}, {@code * / // %}, {@code **}, signs. A filter binds tighter than all of them but a
 * sign.
 */
final class ExpressionParser {
  private static final int DEEPEST = 60;
  private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
  private static final Set<String> SUMS = Set.of("+", "-");
  private static final Set<String> PRODUCTS = Set.of("*", "/", "//", "%");
  private static final Set<String> POWERS = Set.of("**");

  private final TokenCursor tokens;
  private final PrimaryParser primaries;
  private int depth;

  ExpressionParser(TokenCursor tokens) {
    this.tokens = tokens;
    this.primaries = new PrimaryParser(tokens, this);
  }

  PrimaryParser primaries() {
    return primaries;
  }

  /** An expression. */
  Expr expression() {
    return deeper(this::choice);
  }

  /** An expression that is not an inline if, as in {@code for x in y if z}. */
  Expr withoutChoice() {
    return deeper(this::or);
  }

  private Expr deeper(Supplier<Expr> parse) {
    if (++depth > DEEPEST) {
      throw tokens.refuse("expressions within each other more than " + DEEPEST + " deep");
    }
    var expr = parse.get();
    if (--depth == 0) {
      HeightLimit.check(expr);
    }
    return expr;
  }

  private Expr choice() {
    var expr = or();
    while (tokens.current().isName("if")) {
      var position = tokens.take().position();
      var test = or();
      var otherwise = tokens.skipName("else") ? deeper(this::choice) : new Logic.Nothing(position);
      expr = new Logic.Choice(test, expr, otherwise, position);
    }
    return expr;
  }

  private Expr or() {
    var left = and();
    while (tokens.current().isName("or")) {
      var position = tokens.take().position();
      left = new Logic.Junction(false, left, and(), position);
    }
    return left;
  }

  private Expr and() {
    var left = not();
    while (tokens.current().isName("and")) {
      var position = tokens.take().position();
      left = new Logic.Junction(true, left, not(), position);
    }
    return left;
  }

  private Expr not() {
    if (tokens.current().isName("not")) {
      var position = tokens.take().position();
      return new Logic.Not(deeper(this::not), position);
    }
    return comparison();
  }

  private Expr comparison() {
    var first = sum();
    var position = tokens.current().position();
    var operators = new ArrayList<String>();
    var rest = new ArrayList<Expr>();
    for (var each = comparisonSign(); !each.isEmpty(); each = comparisonSign()) {
      operators.add(each);
      rest.add(sum());
    }
    return switch (rest.size()) {
      case 0 -> first;
      case 1 -> new Logic.Comparison(first, operators.getFirst(), rest.getFirst(), position);
      default -> new Logic.Chain(first, operators, rest, position);
    };
  }

  private String comparisonSign() {
    var token = tokens.current();
    if (token.is(Kind.OPERATOR) && COMPARISONS.contains(token.text())) {
      return tokens.take().text();
    }
    if (token.isName("not") && tokens.next().isName("in")) {
      tokens.take();
      tokens.take();
      return "not in";
    }
    return tokens.skipName("in") ? "in" : "";
  }

  private Expr sum() {
    return binary(SUMS, this::joined);
  }

  private Expr joined() {
    var first = product();
    if (!tokens.current().isOperator("~")) {
      return first;
    }
    var position = tokens.current().position();
    var parts = new ArrayList<>(List.of(first));
    while (tokens.skipOperator("~")) {
      parts.add(product());
    }
    return new Calculation.Joined(parts, position);
  }

  private Expr product() {
    return binary(PRODUCTS, this::power);
  }

  private Expr power() {
    return binary(POWERS, () -> signed(true));
  }

  private Expr binary(Set<String> operators, Supplier<Expr> operand) {
    var left = operand.get();
    while (tokens.current().is(Kind.OPERATOR) && operators.contains(tokens.current().text())) {
      var operator = tokens.take();
      left = new Calculation.Binary(operator.text(), left, operand.get(), operator.position());
    }
    return left;
  }

  private Expr signed(boolean withFilters) {
    var token = tokens.current();
    Expr expr;
    if (token.isOperator("-") || token.isOperator("+")) {
      tokens.take();
      var operand = deeper(() -> signed(false));
      expr = new Calculation.Sign(token.isOperator("-"), operand, token.position());
    } else {
      expr = primaries.primary();
    }
    expr = primaries.postfix(expr);
    return withFilters ? primaries.filtersAndTests(expr) : expr;
  }

  /** One expression, or a tuple of several. */
  Expr tuple(boolean withChoice) {
    var position = tokens.current().position();
    var parts = new ArrayList<Expr>();
    boolean comma = false;
    while (!endsTuple()) {
      parts.add(withChoice ? expression() : withoutChoice());
      if (!tokens.skipOperator(",")) {
        break;
      }
      comma = true;
    }
    if (parts.size() == 1 && !comma) {
      return parts.getFirst();
    }
    if (parts.isEmpty()) {
      throw tokens.unexpected("an expression");
    }
    return new Atom.TupleOf(parts, position);
  }

  private boolean endsTuple() {
    var token = tokens.current();
    return token.is(Kind.EXPRESSION_END) || token.is(Kind.TAG_END) || token.isOperator(")");
  }
}
