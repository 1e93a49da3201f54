package dev.tutti.template.parse;

import dev.tutti.template.api.TemplateException;
import dev.tutti.template.api.TemplatePosition;
import dev.tutti.template.filter.Filters;
import dev.tutti.template.filter.TestFunctions;
import dev.tutti.template.parse.Token.Kind;
import dev.tutti.template.python.None;
import dev.tutti.template.tree.Arguments;
import dev.tutti.template.tree.Atom;
import dev.tutti.template.tree.Expr;
import dev.tutti.template.tree.Filter;
import dev.tutti.template.tree.Invocation;
import dev.tutti.template.tree.Logic;
import dev.tutti.template.tree.MemberAccess;
import dev.tutti.text.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names, literals, and what may follow them: attributes, items, calls, filters, tests. */
final class PrimaryParser {
  private static final Set<String> NO_ARGUMENT = Set.of("else", "or", "and");

  private final TokenCursor tokens;
  private final ExpressionParser expressions;

  PrimaryParser(TokenCursor tokens, ExpressionParser expressions) {
    this.tokens = tokens;
    this.expressions = expressions;
  }

  Expr primary() {
    var token = tokens.current();
    return switch (token.kind()) {
      case NAME -> name(tokens.take());
      case STRING -> string();
      case INTEGER, FLOAT -> new Atom.Constant(tokens.take().value(), token.position());
      case OPERATOR -> bracketed(token);
      default -> throw tokens.unexpected("an expression");
    };
  }

  private static Expr name(Token token) {
    return switch (token.text()) {
      case "self" ->
          throw refuse(token, "'self' is not supported: templates do not inherit (use macros)");
      case "true", "True" -> new Atom.Constant(true, token.position());
      case "false", "False" -> new Atom.Constant(false, token.position());
      case "none", "None" -> new Atom.Constant(None.NONE, token.position());
      default -> new Atom.Name(token.text().intern(), token.position());
    };
  }

  private Expr string() {
    var position = tokens.current().position();
    var text = new StringBuilder();
    while (tokens.current().is(Kind.STRING)) {
      text.append(tokens.take().text());
    }
    return new Atom.Constant(text.toString(), position);
  }

  private Expr bracketed(Token open) {
    return switch (open.text()) {
      case "(" -> {
        tokens.take();
        boolean empty = tokens.current().isOperator(")");
        var expr = empty ? new Atom.TupleOf(List.of(), open.position()) : expressions.tuple(true);
        tokens.expectOperator(")");
        yield expr;
      }
      case "[" -> new Atom.ListOf(list(), open.position());
      case "{" -> dict();
      default -> throw tokens.unexpected("an expression");
    };
  }

  private List<Expr> list() {
    tokens.expectOperator("[");
    var items = new ArrayList<Expr>();
    while (!tokens.skipOperator("]")) {
      items.add(expressions.expression());
      if (!tokens.current().isOperator("]")) {
        tokens.expectOperator(",");
      }
    }
    return items;
  }

  private Expr dict() {
    var position = tokens.current().position();
    tokens.expectOperator("{");
    var keys = new ArrayList<Expr>();
    var values = new ArrayList<Expr>();
    while (!tokens.skipOperator("}")) {
      keys.add(expressions.expression());
      tokens.expectOperator(":");
      values.add(expressions.expression());
      if (!tokens.current().isOperator("}")) {
        tokens.expectOperator(",");
      }
    }
    return new Atom.DictOf(keys, values, position);
  }

  /** Attributes, items and calls. */
  Expr postfix(Expr owner) {
    var expr = owner;
    while (true) {
      var token = tokens.current();
      if (token.isOperator(".")) {
        expr = attribute(expr);
      } else if (token.isOperator("[")) {
        expr = item(expr);
      } else if (token.isOperator("(")) {
        expr = new Invocation.Call(expr, arguments(), token.position());
      } else {
        return expr;
      }
    }
  }

  private Expr attribute(Expr owner) {
    tokens.take();
    var token = tokens.take();
    if (token.text().startsWith("__")) {
      throw refuse(token, "'%s': names that begin with __ are never there".formatted(token.text()));
    }
    return switch (token.kind()) {
      case NAME -> new MemberAccess.Attribute(owner, token.text(), token.position());
      case INTEGER ->
          new MemberAccess.Item(
              owner, new Atom.Constant(token.value(), token.position()), token.position());
      default ->
          throw TemplateException.syntax(token.position(), "after a dot: a name or a number");
    };
  }

  private Expr item(Expr owner) {
    var position = tokens.take().position();
    var none = new Atom.Constant(None.NONE, position);
    Expr start = tokens.current().isOperator(":") ? none : expressions.expression();
    if (tokens.skipOperator("]")) {
      return new MemberAccess.Item(owner, start, position);
    }
    if (tokens.current().isOperator(",")) {
      throw tokens.refuse("several keys in brackets are not supported");
    }
    tokens.expectOperator(":");
    var stop = bound(none);
    var step = tokens.skipOperator(":") ? bound(none) : none;
    tokens.expectOperator("]");
    return new MemberAccess.Slice(owner, start, stop, step, position);
  }

  private Expr bound(Expr none) {
    boolean missing = tokens.current().isOperator(":") || tokens.current().isOperator("]");
    return missing ? none : expressions.expression();
  }

  /** Filters, tests and calls. */
  Expr filtersAndTests(Expr operand) {
    var expr = operand;
    while (true) {
      var token = tokens.current();
      if (token.isOperator("|")) {
        tokens.take();
        expr = filter(expr);
      } else if (token.isName("is")) {
        expr = test(expr);
      } else if (token.isOperator("(")) {
        expr = new Invocation.Call(expr, arguments(), token.position());
      } else {
        return expr;
      }
    }
  }

  /** A filter's name and arguments. */
  Invocation.Filtered filter(Expr operand) {
    var token = tokens.expect(Kind.NAME, "the name of a filter");
    var reason = Filters.REFUSED.get(token.text());
    if (reason != null) {
      throw refuse(token, "the filter '%s' is not supported: %s".formatted(token.text(), reason));
    }
    var filter = named(token, "filter", Filters.ALL);
    var arguments = tokens.current().isOperator("(") ? arguments() : Arguments.NONE;
    if (arguments.isPlain()) {
      var complaint =
          filter.parameters().complaint(arguments.positional().size(), arguments.named().keySet());
      if (!complaint.isEmpty()) {
        throw refuse(token, "the filter '%s': %s".formatted(token.text(), complaint));
      }
    }
    refuseUnknown(filter, arguments);
    return new Invocation.Filtered(operand, filter, arguments, token.position());
  }

  /** Names of filters and tests that are arguments are checked here too. */
  private static void refuseUnknown(Filter filter, Arguments arguments) {
    int index = filter.name().endsWith("attr") ? 1 : 0;
    boolean names =
        Set.of("map", "select", "reject", "selectattr", "rejectattr").contains(filter.name());
    if (names
        && arguments.positional().size() > index
        && arguments.positional().get(index)
            instanceof Atom.Constant(String name, TemplatePosition position)) {
      Map<String, ?> known = filter.name().equals("map") ? Filters.ALL : TestFunctions.ALL;
      if (!known.containsKey(name)) {
        throw TemplateException.syntax(
            position,
            "'%s': no name of a filter or test%s"
                .formatted(name, Nearest.advice(name, known.keySet())));
      }
    }
  }

  private static <T> T named(Token token, String kind, Map<String, T> all) {
    var found = all.get(token.text());
    if (found == null) {
      throw refuse(
          token,
          "no %s named '%s'%s"
              .formatted(kind, token.text(), Nearest.advice(token.text(), all.keySet())));
    }
    return found;
  }

  private static TemplateException refuse(Token token, String problem) {
    return TemplateException.syntax(token.position(), problem);
  }

  private Expr test(Expr operand) {
    tokens.take();
    boolean negated = tokens.skipName("not");
    var token = tokens.expect(Kind.NAME, "the name of a test");
    var test = named(token, "test", TestFunctions.ALL);
    var arguments = testArguments();
    if (arguments.isPlain()) {
      var complaint =
          test.parameters().complaint(arguments.positional().size(), arguments.named().keySet());
      if (!complaint.isEmpty()) {
        throw refuse(token, "the test '%s': %s".formatted(token.text(), complaint));
      }
    }
    var tested = new Invocation.Tested(operand, test, arguments, token.position());
    return negated ? new Logic.Not(tested, token.position()) : tested;
  }

  private Arguments testArguments() {
    var token = tokens.current();
    if (token.isOperator("(")) {
      return arguments();
    }
    boolean follows =
        switch (token.kind()) {
          case STRING, INTEGER, FLOAT -> true;
          case NAME -> !NO_ARGUMENT.contains(token.text());
          case OPERATOR -> token.text().equals("[") || token.text().equals("{");
          default -> false;
        };
    if (!follows) {
      return Arguments.NONE;
    }
    if (token.isName("is")) {
      throw tokens.refuse("tests in a row need parentheses");
    }
    var argument = postfix(primary());
    return new Arguments(List.of(argument), Map.of(), List.of(), List.of());
  }

  Arguments arguments() {
    tokens.expectOperator("(");
    var read =
        new Arguments(
            new ArrayList<>(), new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>());
    while (!tokens.skipOperator(")")) {
      argument(read);
      if (!tokens.current().isOperator(")")) {
        tokens.expectOperator(",");
      }
    }
    return read;
  }

  private void argument(Arguments read) {
    var token = tokens.current();
    boolean named = token.is(Kind.NAME) && tokens.next().isOperator("=");
    boolean allowed;
    if (tokens.skipOperator("*")) {
      allowed = read.isPlain();
      read.spread().add(expressions.expression());
    } else if (tokens.skipOperator("**")) {
      allowed = read.spreadNamed().isEmpty();
      read.spreadNamed().add(expressions.expression());
    } else if (named) {
      tokens.take();
      tokens.take();
      allowed = read.spreadNamed().isEmpty();
      allowed &= read.named().put(token.text().intern(), expressions.expression()) == null;
    } else {
      allowed = read.isPlain() && read.named().isEmpty();
      read.positional().add(expressions.expression());
    }
    if (!allowed) {
      throw TemplateException.syntax(token.position(), "this argument cannot stand here");
    }
  }
}
