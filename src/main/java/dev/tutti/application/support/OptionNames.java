package dev.tutti.application.support;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Names of options in sentences: which one a sentence is about, and whether it may tell of others
 * as well. Where that is not certain it may.
 *
 * @param all names
 */
record OptionNames(List<String> all) {
  private static final int SHORTEST = 2;
  private static final int SHORTEST_WORD = 3;

  /** Words by which a sentence about one option tells of others. */
  private static final Pattern COMPARES =
      Pattern.compile(
          "(?i)比|较|高于|低于|优于|超过|不如|而|其他|其它|另|次|差|者|各|所有|分别|\\b(?:than|compared|versus|vs|while|whereas|but|other|others|another|second|next|both"
              + "|all|each|alternatives?|above|below|gap|difference|ahead|behind|against|relative|former|latter|respectively)\\b");

  OptionNames {
    all = List.copyOf(all);
  }

  /** The only option that a sentence names; null where it names none or several. */
  @Nullable String only(String said) {
    List<String> named = all.stream().filter(said::contains).toList();
    List<String> longest =
        named.stream()
            .filter(each -> named.stream().noneMatch(o -> !o.equals(each) && o.contains(each)))
            .toList();
    return longest.size() == 1 ? longest.getFirst() : null;
  }

  /** Whether a sentence about an option may tell of another one: by its name, or by comparing. */
  boolean tellsOfOthers(String said, String option) {
    boolean known = all.contains(option) && all.stream().allMatch(n -> n.length() >= SHORTEST);
    return !known
        || COMPARES.matcher(said.replace(option, " ")).find()
        || but(option).stream().anyMatch(each -> said.contains(shortened(each)));
  }

  /** All other options. */
  Set<String> but(String option) {
    return all.stream().filter(each -> !each.equals(option)).collect(Collectors.toSet());
  }

  /** Beginning by which people call an option, unless others begin so, too. */
  private String shortened(String name) {
    String begin = begin(name);
    return all.stream().anyMatch(each -> !each.equals(name) && begin(each).equals(begin))
        ? name
        : begin;
  }

  private static String begin(String name) {
    if (Character.isIdeographic(name.codePointAt(0))) {
      return name.substring(0, Math.min(SHORTEST, name.length()));
    }
    String word = name.split("\\s", 2)[0];
    return word.length() < SHORTEST_WORD ? name : word;
  }
}
