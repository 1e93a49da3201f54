package dev.tutti.template.python;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The one thing whose attributes a template can set, so that a loop can keep something. */
public final class Namespace implements AttributeOwner {
  private final Map<String, Object> values = new LinkedHashMap<>();

  /** A namespace with these attributes. */
  public Namespace(Map<String, Object> values) {
    this.values.putAll(values);
  }

  /** Sets an attribute. */
  public void set(String name, Object value) {
    values.put(name, value);
  }

  @Override
  public Optional<Object> attribute(String name) {
    return Optional.ofNullable(values.get(name));
  }

  @Override
  public Collection<String> attributes() {
    return values.keySet();
  }
}
