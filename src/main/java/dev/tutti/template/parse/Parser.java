package dev.tutti.template.parse;

import dev.tutti.template.api.MessageRole;
import dev.tutti.template.api.TemplateException;
import dev.tutti.template.api.TemplatePosition;
import dev.tutti.template.parse.Token.Kind;
import dev.tutti.template.tree.Body;
import dev.tutti.template.tree.Expr;
import dev.tutti.template.tree.Flow;
import dev.tutti.template.tree.Node;
import dev.tutti.template.tree.Output;
import dev.tutti.text.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tags and the text between them. */
final class Parser {
  private static final int DEEPEST = 60;
  private static final List<String> TAGS =
      List.of(
          "if", "for", "set", "with", "macro", "call", "filter", "include", "import", "from",
          "print", "raw");
  private static final Map<String, String> REFUSED =
      Map.of(
          "extends", "templates do not inherit (use include or macros)",
          "block", "templates do not inherit (use include or macros)",
          "autoescape", "nothing is escaped unless the filter escape says so",
          "do", "it is an extension of Jinja (use set)",
          "break", "it is an extension of Jinja (use a filter in the for)",
          "continue", "it is an extension of Jinja (use a filter in the for)",
          "trans", "it is an extension of Jinja",
          "debug", "it is an extension of Jinja");

  private final TokenCursor tokens;
  private final ExpressionParser expressions;
  private final DefinitionParser definitions;
  private final PartialParser partials;
  private int depth;
  private int captures;

  /** The number of braces of the text that are open: an object of JSON may have tags within it. */
  private int braces;

  Parser(TokenCursor tokens, Library library) {
    this.tokens = tokens;
    this.expressions = new ExpressionParser(tokens);
    this.definitions = new DefinitionParser(tokens, expressions, this);
    this.partials = new PartialParser(tokens, expressions, library);
  }

  Body template() {
    var body = body(Set.of());
    if (!tokens.current().is(Kind.END)) {
      throw tokens.unexpected("the end of the template");
    }
    return body;
  }

  /** The body between the end of a tag and one of these tags, whose name is current then. */
  Body block(String... ends) {
    tokens.skipOperator(":");
    tokens.expect(Kind.TAG_END, "the end of the tag");
    if (++depth > DEEPEST) {
      throw tokens.refuse("tags within each other more than " + DEEPEST + " deep");
    }
    var body = body(Set.of(ends));
    depth--;
    return body;
  }

  /** A block whose text becomes a value, so that it cannot start a message. */
  Body captured(String end) {
    int around = braces;
    braces = 0;
    captures++;
    var body = block(end);
    tokens.take();
    captures--;
    braces = around;
    return body;
  }

  private Body body(Set<String> ends) {
    var nodes = new ArrayList<Node>();
    while (true) {
      var token = tokens.current();
      switch (token.kind()) {
        case TEXT -> nodes.add(text(tokens.take()));
        case RAW -> nodes.add(new Output.Text(tokens.take().text(), token.position()));
        case MARKER -> nodes.add(marker(tokens.take()));
        case EXPRESSION_BEGIN -> nodes.add(print());
        case TAG_BEGIN -> {
          tokens.take();
          if (tokens.current().is(Kind.NAME) && ends.contains(tokens.current().text())) {
            return new Body(List.copyOf(nodes));
          }
          nodes.addAll(statement(ends));
          tokens.expect(Kind.TAG_END, "the end of the tag");
        }
        default -> {
          refuseOpen(ends);
          return new Body(List.copyOf(nodes));
        }
      }
    }
  }

  private void refuseOpen(Set<String> ends) {
    if (!ends.isEmpty()) {
      throw tokens.unexpected("the tag " + String.join(" or ", ends.stream().sorted().toList()));
    }
  }

  private Node text(Token token) {
    braces = StrayBraces.check(token, braces);
    return new Output.Text(token.text(), token.position());
  }

  private Node marker(Token marker) {
    if (captures > 0) {
      throw TemplateException.syntax(
          marker.position(), "a role marker within a macro, call, filter or set block");
    }
    return new Output.Marker(MessageRole.of(marker.text()).orElseThrow(), marker.position());
  }

  private Node print() {
    tokens.take();
    var expr = expressions.tuple(true);
    tokens.expect(Kind.EXPRESSION_END, "'}}'");
    return new Output.Print(expr, expr.position());
  }

  private List<Node> statement(Set<String> ends) {
    var tag = tokens.expect(Kind.NAME, "the name of a tag");
    return switch (tag.text()) {
      case "if" -> List.of(condition(tag.position()));
      case "for" -> List.of(loop(tag.position()));
      case "with" -> List.of(definitions.with(tag.position()));
      case "set" -> List.of(definitions.set(tag.position()));
      case "macro" -> List.of(definitions.macro(tag.position()));
      case "call" -> List.of(definitions.call(tag.position()));
      case "filter" -> List.of(definitions.filter(tag.position()));
      case "include" -> List.of(partials.include(tag.position()));
      case "import" -> List.of(partials.imports(tag.position()));
      case "from" -> List.of(partials.from(tag.position()));
      case "print" -> prints();
      default -> throw unknown(tag, ends);
    };
  }

  private static TemplateException unknown(Token tag, Set<String> ends) {
    var reason = REFUSED.get(tag.text());
    var problem =
        reason != null
            ? "the tag '%s' is not supported: %s".formatted(tag.text(), reason)
            : "no tag named '%s'%s".formatted(tag.text(), Nearest.advice(tag.text(), TAGS));
    var open =
        ends.isEmpty()
            ? ""
            : " (open is a tag that ends with "
                + String.join(" or ", ends.stream().sorted().toList())
                + ")";
    return TemplateException.syntax(tag.position(), problem + open);
  }

  private List<Node> prints() {
    var nodes = new ArrayList<Node>();
    while (!tokens.current().is(Kind.TAG_END)) {
      if (!nodes.isEmpty()) {
        tokens.expectOperator(",");
      }
      var expr = expressions.expression();
      nodes.add(new Output.Print(expr, expr.position()));
    }
    return nodes;
  }

  private Node condition(TemplatePosition position) {
    var tests = new ArrayList<Expr>();
    var bodies = new ArrayList<Body>();
    int before = braces;
    int after = before;
    do {
      tests.add(expressions.tuple(false));
      braces = before;
      bodies.add(block("elif", "else", "endif"));
      after = Math.max(after, braces);
    } while (tokens.skipName("elif"));
    braces = before;
    var otherwise = tokens.skipName("else") ? block("endif") : Body.EMPTY;
    braces = Math.max(after, braces);
    tokens.expectName("endif");
    return new Flow.If(tests, bodies, otherwise, position);
  }

  private Node loop(TemplatePosition position) {
    var target = definitions.target("in");
    if (target.names().anyMatch(Flow.For.LOOP::equals)) {
      throw TemplateException.syntax(position, "'loop' cannot be the name of an element");
    }
    tokens.expectName("in");
    var iterable = expressions.tuple(false);
    var conditions = tokens.skipName("if") ? List.of(expressions.expression()) : List.<Expr>of();
    boolean recursive = tokens.skipName("recursive");
    int before = braces;
    var body = block("else", "endfor");
    braces = Math.max(before, braces);
    var otherwise = tokens.skipName("else") ? block("endfor") : Body.EMPTY;
    braces = Math.max(before, braces);
    tokens.expectName("endfor");
    boolean named = recursive || body.names().anyMatch(Flow.For.LOOP::equals);
    return new Flow.For(target, iterable, conditions, body, otherwise, recursive, named, position);
  }
}
