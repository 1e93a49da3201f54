package dev.tutti.skill.api;

import dev.tutti.config.Kind;
import dev.tutti.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A tool as {@code skill.yaml} names it: {@code skill:knowledge_base@^1.1}, {@code http:lookup} or
 * {@code fn:now}.
 *
 * @param name of the skill, of the configured tool, or of the embedding program's function
 * @param version which version of a skill, empty for the released one
 */
public record ToolName(ToolKind kind, String name, String version) {
  static final Kind<ToolName> KIND =
      new Kind<>(
          "skill:NAME, skill:NAME@RANGE, http:NAME or fn:NAME",
          new ToolName(ToolKind.FUNCTION, "name", ""),
          ToolName::parse);

  private static final Pattern FOREIGN = Pattern.compile("[^A-Za-z0-9_-]");
  private static final int LONGEST = 64;
  private static final int PRINT = 8;

  /** Kinds of tools, by what answers. */
  public enum ToolKind {
    /** Another skill. */
    SKILL("skill:"),
    /** An address of the configuration. */
    HTTP("http:"),
    /** A function of the program that Tutti runs in. */
    FUNCTION("fn:");

    private final String prefix;

    ToolKind(String prefix) {
      this.prefix = prefix;
    }
  }

  private static Optional<ToolName> parse(String text) {
    for (var kind : ToolKind.values()) {
      if (text.startsWith(kind.prefix)) {
        var rest = text.substring(kind.prefix.length());
        int at = kind == ToolKind.SKILL ? rest.indexOf('@') : -1;
        var name = at < 0 ? rest : rest.substring(0, at);
        return Optional.of(new ToolName(kind, name, at < 0 ? "" : rest.substring(at + 1)))
            .filter(tool -> SkillName.fits(tool.name) && fits(tool.version));
      }
    }
    return Optional.empty();
  }

  private static boolean fits(String version) {
    return version.isEmpty() || Versions.range(version).isPresent();
  }

  /** The name by which models call it. */
  public String plain() {
    return plain(name);
  }

  /**
   * A name that every provider takes: ASCII letters, digits, {@code _} and {@code -}, at most 64;
   * names of other characters are told apart by the end of it.
   */
  public static String plain(String name) {
    var plain = FOREIGN.matcher(name).replaceAll("_");
    if (plain.equals(name)) {
      return name;
    }
    var print = Sha256.hex(name.getBytes(StandardCharsets.UTF_8)).substring(0, PRINT);
    return plain.substring(0, Math.min(plain.length(), LONGEST - PRINT - 1)) + '_' + print;
  }

  @Override
  public String toString() {
    return kind.prefix + name + (version.isEmpty() ? "" : "@" + version);
  }
}
