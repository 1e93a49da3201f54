package dev.tutti.template.parse;

import dev.tutti.template.api.TemplateException;
import dev.tutti.template.api.TemplatePosition;
import dev.tutti.template.parse.Token.Kind;
import dev.tutti.template.tree.AssignmentTarget;
import dev.tutti.template.tree.Atom;
import dev.tutti.template.tree.Body;
import dev.tutti.template.tree.Definition;
import dev.tutti.template.tree.Expr;
import dev.tutti.template.tree.Flow;
import dev.tutti.template.tree.Invocation;
import dev.tutti.template.tree.Logic;
import dev.tutti.template.tree.Node;
import dev.tutti.template.tree.Signature;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The tags that give names to something, and what stands on the left of an assignment. */
final class DefinitionParser {
  private static final Set<String> CONSTANTS =
      Set.of("true", "false", "none", "True", "False", "None");

  private final TokenCursor tokens;
  private final ExpressionParser expressions;
  private final Parser parser;

  DefinitionParser(TokenCursor tokens, ExpressionParser expressions, Parser parser) {
    this.tokens = tokens;
    this.expressions = expressions;
    this.parser = parser;
  }

  /** One target, or several with commas; ends at a name, or at what no target begins with. */
  AssignmentTarget target(String end) {
    var targets = new ArrayList<AssignmentTarget>();
    boolean comma = false;
    do {
      boolean ends = tokens.current().isName(end) || tokens.current().isOperator("=");
      if (!targets.isEmpty() && ends) {
        break;
      }
      targets.add(single());
      comma |= tokens.current().isOperator(",");
    } while (tokens.skipOperator(","));
    return comma ? new AssignmentTarget.Several(targets) : targets.getFirst();
  }

  private AssignmentTarget single() {
    if (tokens.skipOperator("(")) {
      var inner = target(")");
      tokens.expectOperator(")");
      return inner;
    }
    var position = tokens.current().position();
    var name = name();
    if (tokens.skipOperator(".")) {
      return new AssignmentTarget.Within(new Atom.Name(name, position), tokens.expectName());
    }
    return new AssignmentTarget.Single(name);
  }

  private String name() {
    if (CONSTANTS.contains(tokens.current().text())) {
      throw tokens.refuse("'%s' cannot be assigned to".formatted(tokens.current().text()));
    }
    return tokens.expectName();
  }

  Node set(TemplatePosition position) {
    var target = target("");
    if (tokens.skipOperator("=")) {
      return new Definition.Set(target, expressions.tuple(true), position);
    }
    var filters = new ArrayList<Invocation.Filtered>();
    while (tokens.skipOperator("|")) {
      filters.add(expressions.primaries().filter(new Logic.Nothing(position)));
    }
    return new Definition.SetBlock(target, filters, parser.captured("endset"), position);
  }

  Node with(TemplatePosition position) {
    var targets = new ArrayList<AssignmentTarget>();
    var values = new ArrayList<Expr>();
    while (!tokens.current().is(Kind.TAG_END)) {
      if (!targets.isEmpty()) {
        tokens.expectOperator(",");
      }
      targets.add(target(""));
      tokens.expectOperator("=");
      values.add(expressions.expression());
    }
    var body = parser.block("endwith");
    tokens.take();
    return new Flow.With(targets, values, body, position);
  }

  Node filter(TemplatePosition position) {
    var filters = new ArrayList<Invocation.Filtered>();
    do {
      filters.add(expressions.primaries().filter(new Logic.Nothing(position)));
    } while (tokens.skipOperator("|"));
    return new Definition.FilterBlock(filters, parser.captured("endfilter"), position);
  }

  Node macro(TemplatePosition position) {
    var name = name();
    var parameters = new ArrayList<String>();
    var defaults = new ArrayList<Expr>();
    parameters(parameters, defaults);
    var body = parser.captured("endmacro");
    return new Definition.MacroBlock(
        new Signature(name, parameters, defaults, extras(body)), body, position);
  }

  Node call(TemplatePosition position) {
    var parameters = new ArrayList<String>();
    var defaults = new ArrayList<Expr>();
    if (tokens.current().isOperator("(")) {
      parameters(parameters, defaults);
    }
    if (!(expressions.expression() instanceof Invocation.Call call)) {
      throw TemplateException.syntax(position, "a call block needs the call of a macro");
    }
    var body = parser.captured("endcall");
    var signature = new Signature("caller", parameters, defaults, extras(body));
    return new Definition.CallBlock(call, signature, body, position);
  }

  private void parameters(List<String> names, List<Expr> defaults) {
    tokens.expectOperator("(");
    while (!tokens.skipOperator(")")) {
      names.add(name());
      if (tokens.skipOperator("=")) {
        defaults.add(expressions.expression());
      } else if (!defaults.isEmpty()) {
        throw tokens.refuse("a parameter without default after one with a default");
      }
      if (!tokens.current().isOperator(")")) {
        tokens.expectOperator(",");
      }
    }
  }

  private static Set<String> extras(Body body) {
    var found = new LinkedHashSet<String>();
    body.names().filter(Signature.EXTRAS::contains).forEach(found::add);
    return found;
  }
}
