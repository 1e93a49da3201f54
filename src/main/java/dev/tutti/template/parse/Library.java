package dev.tutti.template.parse;

import dev.tutti.template.api.Loader;
import dev.tutti.template.api.Options;
import dev.tutti.template.api.Source;
import dev.tutti.template.api.TemplateException;
import dev.tutti.template.api.TemplatePosition;
import dev.tutti.template.tree.Unit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The files of one template: each is loaded and parsed once, when the first that names it is. */
public final class Library {
  private static final int MOST_FILES = 200;
  private static final int MOST_MISSING = 1_000;
  private static final int MOST_TAGS = 20_000;
  private static final long MOST_CHARACTERS = 4_000_000;
  private static final int DEEPEST = 20;

  private final Loader loader;
  private final Options options;
  private final Map<String, Unit> units = new LinkedHashMap<>();
  private final Set<String> missing = new HashSet<>();
  private long tags;
  private long characters;
  private int depth;

  public Library(Loader loader, Options options) {
    this.loader = loader;
    this.options = options;
  }

  public Unit parse(Source source) {
    var unit = new Unit(source.name());
    fill(unit, source);
    return unit;
  }

  /** A partial, if there is one: the loader is asked once for each name. */
  Optional<Unit> find(String name, TemplatePosition position) {
    var known = units.get(name);
    if (known != null || missing.contains(name)) {
      return Optional.ofNullable(known);
    }
    var found = loader.load(name);
    if (found.isEmpty() && missing.size() >= MOST_MISSING) {
      throw TemplateException.syntax(
          position, "more than %d partials that are not there".formatted(MOST_MISSING));
    }
    if (found.isEmpty()) {
      missing.add(name);
    }
    return found.map(source -> add(name, source));
  }

  private Unit add(String name, Source source) {
    if (units.size() >= MOST_FILES || depth >= DEEPEST) {
      throw TemplateException.syntax(
          new TemplatePosition(source.name(), 1, 1),
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
    var tokens = Lexer.tokens(SourceText.of(source, options), options);
    characters += source.text().length();
    tags += tokens.stream().filter(Token::begins).count();
    if (tags > MOST_TAGS || characters > MOST_CHARACTERS) {
      throw TemplateException.syntax(
          new TemplatePosition(source.name(), 1, 1),
          "with its partials %d tags and expressions, %d characters (expected: at most %d, %d)"
              .formatted(tags, characters, MOST_TAGS, MOST_CHARACTERS));
    }
    unit.fill(new Parser(new TokenCursor(tokens), this).template());
  }

  public Set<String> names() {
    return Set.copyOf(units.keySet());
  }
}
