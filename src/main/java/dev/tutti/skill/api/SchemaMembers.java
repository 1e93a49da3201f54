package dev.tutti.skill.api;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Search for what a JSON Schema (2020-12) says of the members of a value. It follows {@code
 * properties}, {@code items}, references within the document, and the keywords that combine
 * schemas; behind whatever it does not follow anything may be. Immutable and thread-safe.
 */
final class SchemaMembers {
  /** The step of a path to an element of a list. */
  static final String ELEMENT = "[]";

  private static final int DEEPEST = 64;
  private static final List<String> REFERENCES = List.of("$ref", "$dynamicRef");
  private static final List<String> ALTERNATIVES = List.of("anyOf", "oneOf");
  private static final List<String> CONDITIONAL = List.of("then", "else");

  private final ObjectNode root;

  SchemaMembers(ObjectNode root) {
    this.root = root;
  }

  /** Results of the search for a member. */
  sealed interface Member {
    /** It may be there, and is as one of these schemas says. */
    record Found(List<JsonNode> schemas) implements Member {}

    /** Others are declared; {@code closed} if only those may be there. */
    record Missing(boolean closed) implements Member {}

    /** It may be there, and nothing is known of it. */
    record Open() implements Member {}

    /** Nothing is said of members. */
    record Silent() implements Member {}

    /** The value is of a type without such members. */
    record Never() implements Member {}
  }

  /** Knowledge of a member of a value that is as one of these schemas says. */
  Member member(List<JsonNode> schemas, String name) {
    return new Search(name).any(schemas, 0);
  }

  /** The properties that these schemas declare, in any of their parts. */
  Set<String> names(List<JsonNode> schemas) {
    var names = new TreeSet<String>();
    Set<JsonNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    var left = new ArrayDeque<>(schemas);
    while (!left.isEmpty()) {
      if (left.remove() instanceof ObjectNode schema && seen.add(schema)) {
        names.addAll(schema.path("properties").propertyNames());
        left.addAll(schema.path("allOf").values());
        ALTERNATIVES.forEach(each -> left.addAll(schema.path(each).values()));
        left.addAll(conditional(schema));
        REFERENCES.forEach(each -> target(schema.path(each)).ifPresent(left::add));
      }
    }
    return names;
  }

  /** The schemas that hold under a condition. */
  private static List<JsonNode> conditional(ObjectNode schema) {
    var all = new ArrayList<JsonNode>(schema.path("dependentSchemas").values());
    CONDITIONAL.stream().filter(schema::has).map(schema::path).forEach(all::add);
    return all;
  }

  /** The target of a reference within the document. */
  private Optional<JsonNode> target(JsonNode reference) {
    var place = reference.asString("");
    if (place.equals("#")) {
      return Optional.of(root);
    }
    return place.startsWith("#/")
        ? Optional.of(root.at(place.substring(1))).filter(JsonNode::isObject)
        : Optional.empty();
  }

  /** Search for one name; every schema is looked into once, however often it is referred to. */
  private final class Search {
    private final String name;
    private final IdentityHashMap<JsonNode, Member> known = new IdentityHashMap<>();

    Search(String name) {
      this.name = name;
    }

    Member any(Collection<JsonNode> alternatives, int depth) {
      var all = new ArrayList<Member>();
      alternatives.forEach(each -> all.add(of(each, depth)));
      if (!all.isEmpty() && all.stream().allMatch(Member.Never.class::isInstance)) {
        return new Member.Never();
      }
      all.removeIf(Member.Never.class::isInstance);
      var found = found(all);
      boolean free =
          all.stream().anyMatch(each -> !(each instanceof Member.Found || isMissing(each)));
      if (!found.isEmpty()) {
        if (free) {
          found.add(BooleanNode.TRUE);
        }
        return new Member.Found(found);
      }
      if (all.stream().allMatch(Member.Silent.class::isInstance)) {
        return new Member.Silent();
      }
      return free
          ? new Member.Open()
          : new Member.Missing(all.stream().allMatch(new Member.Missing(true)::equals));
    }

    private Member of(JsonNode schema, int depth) {
      if (!(schema instanceof ObjectNode object)) {
        return new Member.Silent();
      }
      if (depth > DEEPEST) {
        return new Member.Open();
      }
      var before = known.putIfAbsent(object, new Member.Silent());
      if (before != null) {
        return before;
      }
      var member = every(object, depth + 1);
      known.put(object, member);
      return member;
    }

    /** The knowledge from all parts of a schema together. */
    private Member every(ObjectNode schema, int depth) {
      var all = new ArrayList<Member>();
      all.add(name.equals(ELEMENT) ? element(schema) : property(schema));
      for (var reference : REFERENCES) {
        if (schema.has(reference)) {
          var target = target(schema.path(reference));
          all.add(target.map(each -> of(each, depth)).orElseGet(Member.Open::new));
        }
      }
      schema.path("allOf").forEach(each -> all.add(of(each, depth)));
      ALTERNATIVES.forEach(each -> all.add(any(schema.path(each).values(), depth)));
      conditional(schema).forEach(each -> all.add(sometimes(of(each, depth))));
      return together(all);
    }

    private Member property(ObjectNode schema) {
      if (excludes(schema, "object")) {
        return new Member.Never();
      }
      var declared = schema.path("properties");
      if (declared.has(name)) {
        return new Member.Found(List.of(declared.path(name)));
      }
      var others = schema.path("additionalProperties");
      if (schema.has("patternProperties") || others.equals(BooleanNode.TRUE)) {
        return new Member.Open();
      }
      if (others.isObject()) {
        return new Member.Found(List.of(others));
      }
      return others.isBoolean() || declared.isObject()
          ? new Member.Missing(others.isBoolean())
          : new Member.Silent();
    }
  }

  private static Member element(ObjectNode schema) {
    if (excludes(schema, "array")) {
      return new Member.Never();
    }
    if (schema.has("prefixItems")) {
      return new Member.Open();
    }
    return schema.path("items").isObject()
        ? new Member.Found(List.of(schema.path("items")))
        : new Member.Silent();
  }

  private static boolean excludes(ObjectNode schema, String type) {
    var types = schema.path("type");
    return types.isArray()
        ? types.valueStream().noneMatch(each -> each.asString("").equals(type))
        : types.isString() && !types.stringValue().equals(type);
  }

  /** A schema that does not always hold declares names, and forbids none. */
  private static Member sometimes(Member member) {
    return switch (member) {
      case Member.Missing _ -> new Member.Missing(false);
      case Member.Never _ -> new Member.Silent();
      case Member.Found _, Member.Open _, Member.Silent _ -> member;
    };
  }

  private static Member together(List<Member> all) {
    var found = found(all);
    if (!found.isEmpty()) {
      return new Member.Found(found);
    }
    for (var each :
        List.of(
            new Member.Never(),
            new Member.Open(),
            new Member.Missing(true),
            new Member.Missing(false))) {
      if (all.contains(each)) {
        return each;
      }
    }
    return new Member.Silent();
  }

  private static List<JsonNode> found(List<Member> members) {
    var schemas = new ArrayList<JsonNode>();
    for (var each : members) {
      if (each instanceof Member.Found(List<JsonNode> some)) {
        schemas.addAll(some);
      }
    }
    return schemas;
  }

  private static boolean isMissing(Member member) {
    return member instanceof Member.Missing;
  }
}
