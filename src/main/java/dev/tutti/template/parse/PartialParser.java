package dev.tutti.template.parse;

import dev.tutti.template.api.Place;
import dev.tutti.template.api.TemplateException;
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
  private final Tokens tokens;
  private final ExpressionParser expressions;
  private final Library library;

  PartialParser(Tokens tokens, ExpressionParser expressions, Library library) {
    this.tokens = tokens;
    this.expressions = expressions;
    this.library = library;
  }

  Node include(Place place) {
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
    return new Partial.Include(units(names, optional, place), context, place);
  }

  private List<Unit> units(List<String> names, boolean optional, Place place) {
    for (var name : names) {
      var found = library.find(name, place);
      if (found.isPresent()) {
        return List.of(found.get());
      }
    }
    if (!optional) {
      throw missing(String.join(", ", names), place);
    }
    return List.of();
  }

  private static String constant(Expr expr) {
    if (expr instanceof Atom.Constant(String name, _)) {
      return name;
    }
    throw TemplateException.syntax(
        expr.place(), "the name of a partial must be a string (expected: 'name')");
  }

  private static TemplateException missing(String name, Place place) {
    return TemplateException.syntax(place, "no partial named '" + name + "'");
  }

  Node imports(Place place) {
    var unit = unit(place);
    tokens.expectName("as");
    var name = tokens.expectName();
    return new Partial.Import(unit, name, context(false), place);
  }

  private Unit unit(Place place) {
    var name = constant(expressions.expression());
    return library.find(name, place).orElseThrow(() -> missing(name, place));
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

  Node from(Place place) {
    var unit = unit(place);
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
    return new Partial.FromImport(unit, names, context(false), place);
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
