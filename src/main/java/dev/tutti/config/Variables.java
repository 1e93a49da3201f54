package dev.tutti.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts the environment into texts: {@code ${NAME}}, {@code ${NAME:-default}} for a variable that is
 * unset or empty, and {@code $${NAME}} for {@code ${NAME}} as a text. White space around a
 * variable's value is dropped: it is a stray end of line, never meant.
 */
final class Variables {
  private static final Pattern MARK = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)}|\\$\\{");
  private static final Pattern NAME = Pattern.compile("([A-Za-z_]\\w*)(:-.*)?", Pattern.DOTALL);

  private final Map<String, String> environment;
  private final Problems problems;
  private final Predicate<String> allowed;
  private final String list;

  Variables(Map<String, String> environment, Problems problems) {
    this(environment, problems, _ -> true, "");
  }

  private Variables(
      Map<String, String> environment, Problems problems, Predicate<String> allowed, String list) {
    this.environment = environment;
    this.problems = problems;
    this.allowed = allowed;
    this.list = list;
  }

  /**
   * The same for a text that may name some variables only. Of the others it is not told whether
   * they are set.
   *
   * @param list the setting that names them
   */
  Variables only(Collection<String> names, String list) {
    return new Variables(environment, problems, Set.copyOf(names)::contains, list);
  }

  YamlNode.Scalar scalar(Place place, KeyPath path, String text, boolean plain) {
    if (!text.contains("${")) {
      return new YamlNode.Scalar(place, text, plain, List.of(), text, false);
    }
    var substitution = new Substitution(place, path);
    var filled =
        MARK.matcher(text).replaceAll(mark -> Matcher.quoteReplacement(substitution.of(mark)));
    return new YamlNode.Scalar(
        place, filled, plain, List.copyOf(substitution.names), text, substitution.broken);
  }

  /** One text while it is filled. */
  private final class Substitution {
    private final Place place;
    private final KeyPath path;
    private final List<String> names = new ArrayList<>();
    private boolean broken;

    Substitution(Place place, KeyPath path) {
      this.place = place;
      this.path = path;
    }

    String of(MatchResult mark) {
      if (mark.group().equals("$${")) {
        return "${";
      }
      var inside = mark.group(1);
      var name = NAME.matcher(inside == null ? "" : inside);
      if (!name.matches()) {
        return wrong("\"${\" without a name", "${NAME}, ${NAME:-default}, or $${ for the text ${");
      }
      names.add("${" + name.group(1) + "}");
      if (!allowed.test(name.group(1))) {
        return wrong(
            "${" + name.group(1) + "} may not be used here",
            "a variable that %s names".formatted(list));
      }
      var otherwise = name.group(2);
      return otherwise == null
          ? required(name.group(1))
          : optional(name.group(1), otherwise.substring(2));
    }

    private String required(String name) {
      var value = environment.get(name);
      return value == null
          ? wrong(
              "${" + name + "} is not set",
              "the environment variable %s, or a default as in ${%s:-default}"
                  .formatted(name, name))
          : value.strip();
    }

    private String optional(String name, String otherwise) {
      var value = environment.getOrDefault(name, "").strip();
      return value.isEmpty() ? otherwise : value;
    }

    private String wrong(String what, String expected) {
      broken = true;
      problems.add(place, path, what, expected);
      return "";
    }
  }
}
