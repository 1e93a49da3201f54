package dev.tutti.template.parse;

import dev.tutti.template.api.TemplateException;
import dev.tutti.template.api.TemplatePosition;
import dev.tutti.template.parse.Token.Kind;
import dev.tutti.template.tree.Atom;
import dev.tutti.template.tree.Expr;
import dev.tutti.template.tree.Node;
import dev.tutti.template.tree.Partial;
import dev.tutti.template.tree.Unit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tags that use other files. Their names must be strings, so that no value chooses a file. */
final class PartialParser {
  private final TokenCursor tokens;
  private final ExpressionParser expressions;
  private final Library library;

  PartialParser(TokenCursor tokens, ExpressionParser expressions, Library library) {
    this.tokens = tokens;
    this.expressions = expressions;
    this.library = library;
  }

  Node include(TemplatePosition position) {
    var expr = expressions.expression();
    var names =
        expr instanceof Atom.ListOf || expr instanceof Atom.TupleOf
            ? expr.parts().stream().map(PartialParser::constant).toList()
            : List.of(constant(expr));
    boolean optional = tokens.current().isName("ignore") && tokens.next().isName("missing");
    if (optional) {
      tokens.take();
      tokens.take();
    }
    boolean context = context(true);
    return new Partial.Include(units(names, optional, position), context, position);
  }

  private List<Unit> units(List<String> names, boolean optional, TemplatePosition position) {
    for (var name : names) {
      var found = library.find(name, position);
      if (found.isPresent()) {
        return List.of(found.get());
      }
    }
    if (!optional) {
      throw missing(String.join(", ", names), position);
    }
    return List.of();
  }

  private static String constant(Expr expr) {
    if (expr instanceof Atom.Constant(String name, _)) {
      return name;
    }
    throw TemplateException.syntax(
        expr.position(), "the name of a partial must be a string (expected: 'name')");
  }

  private static TemplateException missing(String name, TemplatePosition position) {
    return TemplateException.syntax(position, "no partial named '" + name + "'");
  }

  Node imports(TemplatePosition position) {
    var unit = unit(position);
    tokens.expectName("as");
    var name = tokens.expectName();
    return new Partial.Import(unit, name, context(false), position);
  }

  private Unit unit(TemplatePosition position) {
    var name = constant(expressions.expression());
    return library.find(name, position).orElseThrow(() -> missing(name, position));
  }

  private boolean context(boolean otherwise) {
    boolean said =
        (tokens.current().isName("with") || tokens.current().isName("without"))
            && tokens.next().isName("context");
    if (!said) {
      return otherwise;
    }
    boolean with = tokens.take().isName("with");
    tokens.take();
    return with;
  }

  Node from(TemplatePosition position) {
    var unit = unit(position);
    tokens.expectName("import");
    var names = new LinkedHashMap<String, String>();
    do {
      if (ended()) {
        break;
      }
      imported(names);
    } while (tokens.skipOperator(","));
    if (names.isEmpty()) {
      throw tokens.unexpected("a name");
    }
    return new Partial.FromImport(unit, names, context(false), position);
  }

  private boolean ended() {
    var token = tokens.current();
    boolean context = token.isName("with") || token.isName("without");
    return token.is(Kind.TAG_END) || (context && tokens.next().isName("context"));
  }

  private void imported(Map<String, String> names) {
    var name = tokens.expectName();
    if (name.startsWith("_")) {
      throw tokens.refuse("'" + name + "': names that begin with _ are not exported");
    }
    names.put(tokens.skipName("as") ? tokens.expectName() : name, name);
  }
}
