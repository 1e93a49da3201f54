package dev.tutti.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The files of one template: each is loaded and parsed once, when the first that names it is. */
final class Library {
  private static final int MOST_FILES = 200;
  private static final int DEEPEST = 20;

  private final Loader loader;
  private final Options options;
  private final Map<String, Unit> units = new LinkedHashMap<>();
  private int depth;

  Library(Loader loader, Options options) {
    this.loader = loader;
    this.options = options;
  }

  Unit parse(Source source) {
    var unit = new Unit(source.name());
    fill(unit, source);
    return unit;
  }

  Optional<Unit> find(String name) {
    var known = units.get(name);
    return known != null ? Optional.of(known) : loader.load(name).map(found -> add(name, found));
  }

  private Unit add(String name, Source source) {
    if (units.size() >= MOST_FILES || depth >= DEEPEST) {
      throw TemplateException.syntax(
          new Place(source.name(), 1, 1),
          "too many partials (expected: at most %d, %d deep)".formatted(MOST_FILES, DEEPEST));
    }
    var unit = new Unit(source.name());
    units.put(name, unit);
    depth++;
    fill(unit, source);
    depth--;
    return unit;
  }

  private void fill(Unit unit, Source source) {
    var tokens = Lexer.tokens(Manuscript.of(source, options), options);
    unit.fill(new Parser(new Tokens(tokens), this).template());
  }

  Set<String> names() {
    return Set.copyOf(units.keySet());
  }
}
