package dev.tutti.skill.api;

import dev.tutti.chat.Json;
import dev.tutti.skill.api.SchemaMembers.Member;
import dev.tutti.template.Variable;
import dev.tutti.text.Nearest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schema of a skill's inputs as its templates see it: which names there are, what they are when
 * the caller does not give them, and what may be behind them. Immutable and thread-safe.
 */
public final class InputSchema {
  /** Of a skill without a schema: it declares no names. */
  public static final InputSchema NONE = new InputSchema(Json.object());

  private final ObjectNode root;
  private final SchemaMembers members;
  private final Set<String> names;
  private final Map<String, Object> defaults;

  public InputSchema(ObjectNode root) {
    this.root = root;
    this.members = new SchemaMembers(root);
    this.names = Collections.unmodifiableSet(members.names(List.of(root)));
    this.defaults = Collections.unmodifiableMap(defaults());
  }

  private Map<String, Object> defaults() {
    var values = new HashMap<String, Object>();
    for (var name : names) {
      if (members.member(List.of(root), name) instanceof Member.Found(List<JsonNode> schemas)) {
        schemas.stream()
            .filter(each -> each.has("default"))
            .findFirst()
            .ifPresent(each -> values.put(name, Json.plain(each.path("default"))));
      }
    }
    return values;
  }

  /** Whether there is a schema. */
  boolean isDeclared() {
    return this != NONE;
  }

  /** The names that it declares. A caller may leave out those that it does not require. */
  public Set<String> names() {
    return names;
  }

  /** The values, and the defaults of the names that have none; Tutti's own names have one. */
  Map<String, ?> complete(Map<String, ?> given) {
    if (defaults.isEmpty()) {
      return given;
    }
    var all = new HashMap<String, Object>(defaults);
    all.putAll(given);
    return all;
  }

  /**
   * The mistake in a name that a template uses, if there is one: neither this schema nor {@code
   * others} has it, or the schema has no such thing behind it.
   */
  public Optional<String> flaw(Variable used, Set<String> others) {
    if (names.contains(used.name())) {
      return flawBehind(used);
    }
    if (others.contains(used.name())) {
      return Optional.empty();
    }
    var known = new TreeSet<>(names);
    known.addAll(others);
    return Optional.of(
        "%s: `%s` is no property of the input's schema%s"
            .formatted(used.position(), used.name(), advice(Nearest.to(used.name(), known))));
  }

  /**
   * A name that is not declared is wrong only near to a declared one, as a slip of the pen, where
   * the schema allows more than it declares; but not where the template has an answer for what is
   * not there.
   */
  private Optional<String> flawBehind(Variable used) {
    var steps = new ArrayList<>(used.path());
    steps.addFirst(used.name());
    List<JsonNode> owners = List.of(root);
    for (int i = 0; i < steps.size(); i++) {
      var member = members.member(owners, steps.get(i));
      if (member instanceof Member.Missing(boolean closed)) {
        var near = Nearest.to(steps.get(i), members.names(owners));
        return closed || (!near.isEmpty() && !used.guarded())
            ? Optional.of(flaw(used, steps.subList(0, i), steps.get(i), near))
            : Optional.empty();
      }
      if (member instanceof Member.Never && i > 0 && !used.guarded() && !isElement(steps.get(i))) {
        return Optional.of(flaw(used, steps.subList(0, i), steps.get(i), List.of()));
      }
      if (!(member instanceof Member.Found(List<JsonNode> schemas))) {
        return Optional.empty();
      }
      owners = schemas;
    }
    return Optional.empty();
  }

  /** A step to an element of a list may be one to a character of a text, too. */
  private static boolean isElement(String step) {
    return step.equals(SchemaMembers.ELEMENT);
  }

  private static String flaw(Variable used, List<String> owner, String name, List<String> near) {
    return "%s: `%s` is no property of `%s` in the input's schema%s"
        .formatted(
            used.position(),
            name,
            String.join(".", owner).replace("." + SchemaMembers.ELEMENT, SchemaMembers.ELEMENT),
            advice(near));
  }

  private static String advice(List<String> near) {
    return near.isEmpty() ? "" : ". Did you mean " + String.join(" or ", near) + "?";
  }
}
