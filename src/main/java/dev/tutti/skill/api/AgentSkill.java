package dev.tutti.skill.api;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.semver4j.Semver;

/**
 * A {@code SKILL.md} of a standard Agent Skills folder: front matter, and a body that is told to
 * the model as it is, never rendered. Read leniently, as such files are written by many hands.
 *
 * @param members of the front matter, by name
 * @param body the text after it
 */
public record AgentSkill(Map<String, String> members, String body) {
  /** The file's name. */
  public static final String FILE = "SKILL.md";

  /** The tool that gives models the other files. */
  public static final String READ_TOOL = "read_skill_file";

  private static final String FENCE = "---";
  private static final Pattern LINE = Pattern.compile("(?m)^([A-Za-z_-]+):[ \\t]*(.*)$");
  private static final int MOST_LISTED = 200;

  /** Files beside it that are Tutti's, not the model's. */
  private static final Set<String> OWN = Set.of(FILE, SkillSettings.FILE);

  public static AgentSkill read(String text) {
    int begin = nextLine(text, 0);
    if (!text.substring(0, begin).strip().equals(FENCE)) {
      return new AgentSkill(Map.of(), text);
    }
    for (int from = begin; from < text.length(); ) {
      int next = nextLine(text, from);
      if (text.startsWith(FENCE, from) && text.substring(from, next).strip().equals(FENCE)) {
        return new AgentSkill(members(text.substring(begin, from)), text.substring(next));
      }
      from = next;
    }
    return new AgentSkill(Map.of(), text); // a rule above a text is no front matter
  }

  private static int nextLine(String text, int from) {
    int newline = text.indexOf('\n', from);
    return newline < 0 ? text.length() : newline + 1;
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

  /** The name in the front matter, empty for none. */
  public String name() {
    return members.getOrDefault("name", "").strip();
  }

  public String description() {
    return members.getOrDefault("description", "").strip();
  }

  public Optional<Semver> version() {
    return Versions.parse(members.getOrDefault("version", ""));
  }

  /** The prompt for the model: the body, and which files there are to be read. */
  public SkillPrompt prompt(SkillFiles files) {
    var others =
        files.texts().keySet().stream()
            .filter(path -> !OWN.contains(path) && !SkillFiles.isTest(path))
            .limit(MOST_LISTED)
            .toList();
    var listed =
        others.isEmpty()
            ? ""
            : "\n\nFiles of this skill, which %s gives: %s"
                .formatted(READ_TOOL, String.join(", ", others));
    return new SkillPrompt.Literal(body.strip() + listed);
  }
}
