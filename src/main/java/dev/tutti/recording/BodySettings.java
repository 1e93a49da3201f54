package dev.tutti.recording;

import dev.tutti.call.Caller;
import dev.tutti.config.Kind;
import dev.tutti.config.Section;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Settings of which bodies are kept.
 *
 * @param sample share of the calls that may be kept, 0 to 1; 0 keeps none
 * @param keys ids and owners of keys whose calls may be kept; every key where there are none
 * @param skills whose calls may be kept; every skill, and calls of none, where there are none
 * @param retention how long they are kept, more than 0
 * @param longest length of a body, in characters, 256 to 1 Mi; what is longer is cut
 * @param redacted patterns of what is taken out, beside what always is
 */
public record BodySettings(
    double sample,
    Set<String> keys,
    Set<String> skills,
    Duration retention,
    int longest,
    List<Pattern> redacted) {
  private static final int MOST_CHARACTERS = 1 << 20;
  private static final Kind<Pattern> PATTERN =
      Kind.of("a regular expression", Pattern.compile("x"), BodySettings::pattern);

  /** Nothing is kept; a week, 64 Ki characters. */
  public static final BodySettings DEFAULT =
      new BodySettings(0, Set.of(), Set.of(), Duration.ofDays(7), 64 << 10, List.of());

  /** Keeps copies. */
  public BodySettings {
    keys = Set.copyOf(keys);
    skills = Set.copyOf(skills);
    redacted = List.copyOf(redacted);
  }

  private static Pattern pattern(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Reads the section {@code bodies}. */
  public static BodySettings read(Section section) {
    return new BodySettings(
        section.decimal("sample", 0, 1).or(DEFAULT.sample),
        Set.copyOf(section.strings("keys").or(List.of())),
        Set.copyOf(section.strings("skills").or(List.of())),
        section.duration("retention").or(DEFAULT.retention),
        section.integer("max_length", 256, MOST_CHARACTERS).or(DEFAULT.longest),
        section.list("redact", PATTERN).or(List.of()));
  }

  /** Whether a call may be kept, were it not for the sample. */
  boolean allows(Caller caller, String skill) {
    return sample > 0
        && (keys.isEmpty() || keys.contains(caller.key()) || keys.contains(caller.owner()))
        && (skills.isEmpty() || skills.contains(skill));
  }
}
