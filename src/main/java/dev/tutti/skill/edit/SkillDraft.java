package dev.tutti.skill.edit;

import dev.tutti.chat.Fault;
import dev.tutti.skill.api.Release;
import dev.tutti.skill.api.SkillFiles;
import dev.tutti.skill.api.SkillName;
import dev.tutti.skill.api.Versions;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.semver4j.Semver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Version of a skill that somebody is writing. Immutable.
 *
 * @param files texts by their paths in the version's folder, with slashes
 */
public record SkillDraft(String skill, Semver version, SortedMap<String, String> files) {
  private static final int MOST_FILES = 200;
  private static final int LONGEST_FILE = 1 << 20;
  private static final int MOST_BYTES = 4 << 20;
  private static final String SEGMENT = "[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N} _.-]{0,63}";
  private static final Pattern PATH = Pattern.compile("%1$s(?:/%1$s){0,7}".formatted(SEGMENT));

  /** A copy that nobody can change afterwards. */
  public SkillDraft {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /**
   * Reads a draft.
   *
   * @param files an object of texts by paths
   * @throws Fault {@code invalid_request}
   */
  public static SkillDraft read(String skill, String version, JsonNode files) {
    if (!SkillName.fits(skill)) {
      throw Fault.invalid(
          "name",
          "\"%s\" (expected: a name of letters, digits, - _ and ., at most 64)".formatted(skill));
    }
    var parsed =
        Versions.parse(version)
            .orElseThrow(
                () ->
                    Fault.invalid(
                        "version",
                        "\"%s\" (expected: a version such as 1.2.0)".formatted(version)));
    if (!(files instanceof ObjectNode given) || given.isEmpty() || given.size() > MOST_FILES) {
      throw Fault.invalid(
          "files", "not 1 to %d texts by their paths (expected: an object)".formatted(MOST_FILES));
    }
    var texts = new TreeMap<String, String>();
    given.forEachEntry((path, text) -> texts.put(path, text(path, text)));
    long bytes = texts.values().stream().mapToLong(SkillDraft::bytes).sum();
    if (bytes > MOST_BYTES) {
      throw Fault.invalid("files", bytes + " bytes (expected: at most " + MOST_BYTES + ")");
    }
    return new SkillDraft(skill, parsed, texts);
  }

  private static String text(String path, JsonNode text) {
    if (!PATH.matcher(path).matches()) {
      throw Fault.invalid(
          "files",
          "\"%s\" (expected: a path such as prompt.md or schemas/input.json)".formatted(path));
    }
    if (path.equals(Release.FILE)) {
      throw Fault.invalid(
          "files", path + " is of the skill, not of a version (expected: labels and splits)");
    }
    if (!text.isString() || text.asString().indexOf('\0') >= 0) {
      throw Fault.invalid("files." + path, "not a text (expected: one without U+0000)");
    }
    if (bytes(text.asString()) > LONGEST_FILE) {
      throw Fault.invalid(
          "files." + path, "longer than " + LONGEST_FILE + " bytes (expected: less)");
    }
    return text.asString();
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Name of the version's folder, such as {@code v1.2.0}. */
  public String folder() {
    return "v" + version.getVersion();
  }

  /** The files as a folder's would be read. */
  SkillFiles read() {
    return SkillFiles.of(files);
  }
}
