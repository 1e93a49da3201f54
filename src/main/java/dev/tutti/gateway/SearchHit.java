package dev.tutti.gateway;

import dev.tutti.chat.Fault;
import dev.tutti.security.Principal;
import dev.tutti.security.Role;
import dev.tutti.text.WholeCharacters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Thing that a search has found.
 *
 * @param id by which its own endpoint knows it
 * @param name that people know it by; the id where it has no other
 * @param description what tells it apart from others like it, in a few words; may be empty
 */
public record SearchHit(Kind kind, String id, String name, String description, Match match) {
  private static final int LONGEST = 200;

  /** Keeps the beginning of long texts. */
  public SearchHit {
    name = WholeCharacters.first(name, LONGEST);
    description = WholeCharacters.first(description, LONGEST);
  }

  /** Kind of things, in the order in which they are told. */
  public enum Kind {
    /** Calls of everybody. */
    CALL,
    /** Sessions of the reader's owner. */
    SESSION,
    /** Tasks of the reader's owner. */
    TASK,
    /** Keys, without their secrets. */
    KEY,
    /** Skills that are served. */
    SKILL,
    /** Models that can be listed. */
    MODEL;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The name that users see. */
    public String word() {
      return word;
    }

    /** Whether somebody may see things of this kind, here as elsewhere. */
    boolean isFor(Principal reader) {
      return switch (this) {
        case CALL, SKILL, MODEL -> reader.has(Role.OPERATOR) || reader.has(Role.AUDITOR);
        case SESSION, TASK -> reader.has(Role.USER);
        case KEY -> reader.has(Role.ADMIN);
      };
    }

    /**
     * The kind of a name.
     *
     * @throws Fault {@code invalid_request}, naming those that there are
     */
    static Kind of(String word) {
      return Arrays.stream(values())
          .filter(each -> each.word.equals(word))
          .findFirst()
          .orElseThrow(
              () ->
                  Fault.invalid(
                      "kinds",
                      "%s (expected: some of %s)".formatted(word, String.join(", ", words()))));
    }

    private static List<String> words() {
      return Arrays.stream(values()).map(Kind::word).toList();
    }
  }

  /** How well a thing is what was looked for, the best first. */
  public enum Match {
    /** Its id is the text. */
    ID,
    /** Its id or name begins with the text. */
    PREFIX,
    /** The text is somewhere in its name, or in what it says of itself. */
    NAME;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The name that users see. */
    public String word() {
      return word;
    }

    /**
     * How well a text means a thing, in capitals or small letters; empty where it does not.
     *
     * @param names other texts that it may be known by
     */
    static Optional<Match> of(String text, String id, String... names) {
      var wanted = text.toLowerCase(Locale.ROOT);
      var known = id.toLowerCase(Locale.ROOT);
      if (known.equals(wanted)) {
        return Optional.of(ID);
      }
      var all = Arrays.stream(names).map(each -> each.toLowerCase(Locale.ROOT)).toList();
      if (known.startsWith(wanted) || all.stream().anyMatch(each -> each.startsWith(wanted))) {
        return Optional.of(PREFIX);
      }
      return known.contains(wanted) || all.stream().anyMatch(each -> each.contains(wanted))
          ? Optional.of(NAME)
          : Optional.empty();
    }
  }
}
