package dev.tutti.template.python;

import java.util.Collection;
import java.util.Optional;

/** A thing of the interpreter with attributes of its own, such as {@code loop}. */
public interface AttributeOwner {
  /** The attribute's value, if there is one of this name. */
  Optional<Object> attribute(String name);

  /** The names of all attributes. */
  Collection<String> attributes();
}
