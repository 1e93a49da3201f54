package dev.tutti.http;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Template of paths: literal segments, {@code {name}} for one segment, and at most one {@code
 * {name...}} for one or more; it may end with a slash. Immutable.
 */
final class PathTemplate {
  private static final Pattern SEGMENT =
      Pattern.compile("(?<literal>[\\w.-]+)|\\{(?<name>\\w+)(?<rest>\\.\\.\\.)?}");

  private final String text;
  private final List<Segment> segments;

  /** Place of the variable for many segments, as many as there are when there is none. */
  private final int rest;

  private PathTemplate(String text, List<Segment> segments) {
    this.text = text;
    this.segments = segments;
    this.rest = (int) segments.stream().takeWhile(each -> !(each instanceof Rest)).count();
  }

  /**
   * The template that is written so.
   *
   * @throws IllegalArgumentException when it is none
   */
  static PathTemplate parse(String text) {
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException("path: \"%s\" (expected: /...)".formatted(text));
    }
    boolean hasEnd = text.length() > 1 && text.endsWith("/");
    var written = text.substring(1, text.length() - (hasEnd ? 1 : 0));
    var segments =
        Stream.concat(
                Stream.of(written.split("/", -1)).map(each -> segment(each, text)),
                hasEnd ? Stream.of(new Literal("")) : Stream.of())
            .toList();
    var names = new HashSet<String>();
    boolean isPlain = segments.stream().filter(Rest.class::isInstance).count() <= 1;
    if (!isPlain || !segments.stream().flatMap(Segment::variable).allMatch(names::add)) {
      throw new IllegalArgumentException(
          "path: \"%s\" (expected: each variable once, one {name...})".formatted(text));
    }
    return new PathTemplate(text, segments);
  }

  private static Segment segment(String segment, String text) {
    var written = SEGMENT.matcher(segment);
    if (!written.matches()) {
      throw new IllegalArgumentException(
          "path: \"%s\" (expected: literal, {name} or {name...} between slashes)".formatted(text));
    }
    var name = written.group("name");
    if (name == null) {
      return new Literal(segment);
    }
    return written.group("rest") == null ? new One(name) : new Rest(name);
  }

  /** Whether it stands for one path only. */
  boolean isLiteral() {
    return segments.stream().allMatch(Literal.class::isInstance);
  }

  /**
   * Order in which templates are tried: at the first segment in which two differ, a literal comes
   * before a variable, and that before many segments. Equal for two that match the same paths.
   */
  String order() {
    var ranks = segments.stream().map(Segment::rank).collect(Collectors.joining());
    var shape = segments.stream().map(Segment::shape).collect(Collectors.joining("/"));
    return ranks + "~ /" + shape;
  }

  /**
   * The variables of a path.
   *
   * @param path its segments, decoded
   * @return empty when the path does not match
   */
  Optional<Map<String, String>> match(List<String> path) {
    int surplus = path.size() - segments.size();
    if (surplus < 0 || (surplus > 0 && rest == segments.size())) {
      return Optional.empty();
    }
    var variables = new HashMap<String, String>();
    int at = 0;
    for (int i = 0; i < segments.size(); i++) {
      int end = at + (i == rest ? surplus + 1 : 1);
      if (!segments.get(i).take(path.subList(at, end), variables)) {
        return Optional.empty();
      }
      at = end;
    }
    return Optional.of(Map.copyOf(variables));
  }

  @Override
  public String toString() {
    return text;
  }

  private sealed interface Segment {
    String rank();

    String shape();

    Stream<String> variable();

    /** Whether it matches these; then its variable is put. */
    boolean take(List<String> given, Map<String, String> variables);
  }

  private record Literal(String text) implements Segment {
    @Override
    public String rank() {
      return "0";
    }

    @Override
    public String shape() {
      return text;
    }

    @Override
    public Stream<String> variable() {
      return Stream.empty();
    }

    @Override
    public boolean take(List<String> given, Map<String, String> variables) {
      return given.getFirst().equals(text);
    }
  }

  private record One(String name) implements Segment {
    @Override
    public String rank() {
      return "1";
    }

    @Override
    public String shape() {
      return "{}";
    }

    @Override
    public Stream<String> variable() {
      return Stream.of(name);
    }

    /** A slash that was encoded is none between segments, and no name holds one. */
    @Override
    public boolean take(List<String> given, Map<String, String> variables) {
      var segment = given.getFirst();
      variables.put(name, segment);
      return !segment.isEmpty() && segment.indexOf('/') < 0;
    }
  }

  private record Rest(String name) implements Segment {
    @Override
    public String rank() {
      return "2";
    }

    @Override
    public String shape() {
      return "{...}";
    }

    @Override
    public Stream<String> variable() {
      return Stream.of(name);
    }

    @Override
    public boolean take(List<String> given, Map<String, String> variables) {
      var segments = String.join("/", given);
      variables.put(name, segments);
      return !segments.isEmpty();
    }
  }
}
