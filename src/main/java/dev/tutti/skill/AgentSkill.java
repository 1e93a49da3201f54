package dev.tutti.skill;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/**
 * A standard Agent Skills folder: {@code SKILL.md} with front matter, and references that are read
 * when they are needed. Its body is told to the model as it is, never rendered. Read leniently, as
 * such folders are written by many hands; scripts are not run.
 */
final class AgentSkill {
  /** The file's name. */
  static final String FILE = "SKILL.md";

  private static final Pattern FRONT =
      Pattern.compile("\\A\\uFEFF?---\\s*\\R(.*?)\\R---\\s*(?:\\R|\\z)", Pattern.DOTALL);
  private static final Pattern LINE = Pattern.compile("(?m)^([A-Za-z_-]+):[ \\t]*(.*)$");
  private static final int MOST_LISTED = 200;

  private AgentSkill() {}

  static Skill read(
      String name, @Nullable Semver named, String text, SkillFiles files, String model) {
    var front = FRONT.matcher(text);
    boolean has = front.find();
    var members = has ? members(front.group(1)) : Map.<String, String>of();
    var body = has ? text.substring(front.end()) : text;
    var settings =
        SkillSettings.plain(
            name,
            named == null
                ? Versions.parse(members.getOrDefault("version", "")).orElse(Versions.NONE)
                : named,
            members.getOrDefault("description", "").strip(),
            model);
    return new Skill(
        settings,
        files,
        new SkillPrompt.Literal(body.strip() + listed(files)),
        null,
        null,
        null,
        null,
        null,
        null,
        List.of());
  }

  /** Front matter as YAML, or line by line where somebody forgot to quote a colon. */
  private static Map<String, String> members(String yaml) {
    var members = new TreeMap<String, String>();
    try {
      if (Yaml.read(FILE, yaml) instanceof Map<?, ?> map) {
        map.forEach((key, value) -> members.put(String.valueOf(key), String.valueOf(value)));
      }
    } catch (SkillException _) {
      var line = LINE.matcher(yaml);
      while (line.find()) {
        members.put(line.group(1), line.group(2).strip());
      }
    }
    return members;
  }

  private static String listed(SkillFiles files) {
    var others =
        files.texts().keySet().stream()
            .filter(path -> !path.equals(FILE) && !SkillCase.isFile(path))
            .limit(MOST_LISTED)
            .toList();
    return others.isEmpty()
        ? ""
        : "\n\nFiles of this skill, which %s gives: %s"
            .formatted(ReferenceTool.NAME, String.join(", ", others));
  }
}
