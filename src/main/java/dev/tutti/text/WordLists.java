package dev.tutti.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Lists of words from a resource, each under its name in brackets, with comments after {@code #}:
 *
 * <pre>
 * # Words for people.
 * [pronouns]
 * i you he
 * she it
 * </pre>
 */
public final class WordLists {
  private static final Pattern NAME = Pattern.compile("\\[([a-z-]+)]");

  private final String resource;
  private final Map<String, List<String>> lists;

  private WordLists(String resource, Map<String, List<String>> lists) {
    this.resource = resource;
    this.lists = lists;
  }

  /**
   * The lists in a resource beside a class, in UTF-8.
   *
   * @throws IllegalStateException when it is not there, or not of this form
   */
  public static WordLists beside(Class<?> owner, String resource) {
    try (var in = owner.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no such resource: " + resource);
      }
      return of(resource, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static WordLists of(String resource, String text) {
    var lists = new LinkedHashMap<String, List<String>>();
    List<String> list = null;
    for (var line :
        text.lines().filter(each -> !each.isBlank() && !each.startsWith("# ")).toList()) {
      var name = NAME.matcher(line);
      if (name.matches()) {
        list = new ArrayList<>();
        if (lists.put(name.group(1), list) != null) {
          throw new IllegalStateException("%s: %s twice".formatted(resource, line));
        }
      } else if (list == null) {
        throw new IllegalStateException("%s: \"%s\" is in no list".formatted(resource, line));
      } else {
        list.add(line);
      }
    }
    return new WordLists(resource, lists);
  }

  /** The names of all lists, in their order. */
  Set<String> names() {
    return lists.keySet();
  }

  /** The lines of a list, in their order. */
  public List<String> lines(String list) {
    var lines = lists.get(list);
    if (lines == null || lines.isEmpty()) {
      throw new IllegalStateException("%s: no words in [%s]".formatted(resource, list));
    }
    return List.copyOf(lines);
  }

  /** The words of a list; none may be there twice. */
  public Set<String> words(String list) {
    return Set.of(String.join(" ", lines(list)).split("\\s+"));
  }

  /**
   * What each word of a list means, written as {@code word=meaning}.
   *
   * @throws IllegalStateException when a word has two meanings
   */
  public Map<String, String> pairs(String list) {
    var pairs = new HashMap<String, String>();
    for (var each : words(list)) {
      int middle = each.lastIndexOf('=');
      if (pairs.put(each.substring(0, middle), each.substring(middle + 1)) != null) {
        throw new IllegalStateException("%s: two meanings: %s".formatted(resource, each));
      }
    }
    return Map.copyOf(pairs);
  }

  /** An expression whose alternatives are the lines of a list. */
  public Pattern pattern(String list) {
    return Pattern.compile(String.join("|", lines(list)));
  }
}
