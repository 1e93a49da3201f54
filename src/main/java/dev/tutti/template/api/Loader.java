package dev.tutti.template.api;

import java.util.Map;
import java.util.Optional;

/**
 * Source of the partials that templates include and import. It is asked only while a template is
 * compiled, and only for names that stand in the templates: values never choose a partial.
 */
@FunctionalInterface
public interface Loader {
  /** The partial of this name, if there is one; a name is whatever its author wrote. */
  Optional<Source> load(String name);

  /** Knows no partials. */
  static Loader none() {
    return _ -> Optional.empty();
  }

  /** Knows these texts by their names. */
  static Loader of(Map<String, String> texts) {
    var copy = Map.copyOf(texts);
    return name -> Optional.ofNullable(copy.get(name)).map(text -> new Source(name, text));
  }
}
